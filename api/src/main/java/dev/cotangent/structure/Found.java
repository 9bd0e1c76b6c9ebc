package dev.cotangent.structure;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.structure.Containers.Composite;
import dev.cotangent.structure.Containers.Part;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.collection.Array;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The structure of a value at hand, read off the value: for results whose type nobody declared.
public final class Found {
  private Found() {}

  /// Tensors, tuples, records, sequences, lists and maps take part, to any depth; the rest rides
  /// along.
  @SuppressWarnings("unchecked") // the structure was read off the value
  public static <A> Structure<A> in(@Nullable A value) {
    return (Structure<A>) structure(value);
  }

  private static Structure<?> structure(@Nullable Object value) {
    return switch (value) {
      case Tensor _ -> Structure.tensor();
      case Tuple2<?, ?> t -> Structure.pair(in(t._1), in(t._2));
      case Tuple3<?, ?, ?> t -> Structure.tuple(in(t._1), in(t._2), in(t._3));
      case Tuple4<?, ?, ?, ?> t -> Structure.tuple(in(t._1), in(t._2), in(t._3), in(t._4));
      case Tuple5<?, ?, ?, ?, ?> t ->
          Structure.tuple(in(t._1), in(t._2), in(t._3), in(t._4), in(t._5));
      case Record r -> Records.found(r);
      case Seq<?> _ -> Structure.seq(EACH);
      case List<?> _ -> Structure.list(EACH);
      case Map<?, ?> m when m.keySet().forAll(String.class::isInstance) -> Structure.map(EACH);
      case java.util.Map<?, ?> m when m.keySet().stream().allMatch(String.class::isInstance) ->
          Structure.javaMap(EACH);
      case null, default -> Structure.unmapped();
    };
  }

  /// The parts of a container may differ: each brings the structure that is found in it.
  private static final Structure<Object> EACH =
      new Composite<>(p -> Array.of(new Part<>(in(p), p)), (_, parts) -> parts.head());
}
