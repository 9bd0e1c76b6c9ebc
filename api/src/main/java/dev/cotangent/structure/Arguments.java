package dev.cotangent.structure;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;

/// The arguments of a function of several tensors, as a structure.
public final class Arguments {
  private Arguments() {}

  private static final Structure<Tensor> T = Structure.tensor();

  public static final Structure<Tuple2<Tensor, Tensor>> OF_TWO = Structure.pair(T, T);

  public static final Structure<Tuple3<Tensor, Tensor, Tensor>> OF_THREE = Structure.tuple(T, T, T);

  public static final Structure<Tuple4<Tensor, Tensor, Tensor, Tensor>> OF_FOUR =
      Structure.tuple(T, T, T, T);

  public static final Structure<Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor>> OF_FIVE =
      Structure.tuple(T, T, T, T, T);
}
