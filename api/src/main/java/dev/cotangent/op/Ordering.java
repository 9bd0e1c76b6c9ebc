package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Sorting;
import io.vavr.Tuple;
import io.vavr.Tuple2;

/// Sorting along an axis. The positions are integers, through which no derivative flows; values are
/// gathered from there, so that the derivative follows each element to its place.
public final class Ordering {
  private Ordering() {}

  /// Positions along the last axis.
  private record Order(String name, boolean descending) implements Flat {
    @Override
    public General lifted(int size) {
      return this;
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      return new Spec[] {new Spec(DType.INT32, operands[0].shape())};
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      var x = Dense.of(operands[0]).strided();
      return new Tensor[] {new Dense(Sorting.order(x, descending))};
    }
  }

  private static Tensor order(String name, Tensor x, int axis, boolean descending) {
    var order = new Order(name, descending).bind(Layout.swapAxes(x, axis, -1));
    return Layout.swapAxes(order, axis, -1);
  }

  public static Tensor argSort(Tensor x, int axis) {
    return order("argSort", x, x.shape().axis("argSort", axis), false);
  }

  public static Tensor sort(Tensor x, int axis, boolean descending) {
    int at = x.shape().axis("sort", axis);
    return Indexing.gathered(x, order("sort", x, at, descending), at);
  }

  /// The greatest elements, from the greatest on, and where they are.
  public static Tuple2<Tensor, Tensor> topK(Tensor x, int k, int axis) {
    int at = x.shape().axis("topK", axis);
    int count = x.shape().dim(at);
    if (k < 0 || k > count) {
      throw new IllegalArgumentException(
          "topK: " + k + " of the " + count + " elements along axis " + axis + " of " + x.shape());
    }
    var positions = Slicing.slice(order("topK", x, at, true), at, 0, k, 1);
    return Tuple.of(Indexing.gathered(x, positions, at), positions);
  }
}
