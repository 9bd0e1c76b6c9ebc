package dev.cotangent.trace;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.Arrays;

/// One value for each position of a batch. What can be seen is the shape of one of them; there is
/// no one number to be read.
public final class Batched extends Tracer {
  private final Shape shape;

  /// @param primal with the batch axis in front
  Batched(Batch trace, Tensor primal) {
    super(trace, primal);
    var dims = primal.shape().dims();
    shape = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
  }

  @Override
  public Batch tracedBy() {
    return (Batch) super.tracedBy();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public double item() {
    throw unreadable("item");
  }

  @Override
  public double[] toDoubleArray() {
    throw unreadable("toDoubleArray");
  }

  @Override
  public float[] toFloatArray() {
    throw unreadable("toFloatArray");
  }

  @Override
  public int[] toIntArray() {
    throw unreadable("toIntArray");
  }

  @Override
  public boolean[] toBooleanArray() {
    throw unreadable("toBooleanArray");
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) return true;
    throw unreadable("equals");
  }

  @Override
  public int hashCode() {
    throw unreadable("hashCode");
  }

  private UnreadableException unreadable(String method) {
    return new UnreadableException(
        method
            + ": under "
            + tracedBy().who()
            + " a tensor of shape "
            + shape
            + " stands for "
            + tracedBy().size()
            + " values, and no program can branch on all of them at once; choose between results"
            + " with Tensor.where");
  }

  /// All values, since a debugger must not throw.
  @Override
  public String toString() {
    return tracedBy().size()
        + " x "
        + dtype()
        + " "
        + shape
        + " under "
        + tracedBy().who()
        + ": "
        + primal();
  }

  @Override
  Tensor healed() {
    var healed = healed(primal());
    return healed == primal() ? this : new Batched(tracedBy(), healed);
  }
}
