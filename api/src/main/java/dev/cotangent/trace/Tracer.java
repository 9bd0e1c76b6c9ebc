package dev.cotangent.trace;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;

/// What one trace knows of a value, around the same value one level out. Reading the elements reads
/// the innermost value and cuts the derivative, so that ordinary control flow on values works.
public abstract sealed class Tracer implements Tensor
    permits Recorded, Dual, Batched, Enclosed, Cut {
  private final Trace trace;
  private final Tensor primal;

  Tracer(Trace trace, Tensor primal) {
    this.trace = trace;
    this.primal = primal;
  }

  /// The transformation that follows this value.
  public Trace tracedBy() {
    return trace;
  }

  /// The value one level out.
  public Tensor primal() {
    return primal;
  }

  /// The same value with no [Cut] in it. What a derivative rule compares or rounds is no loss that
  /// the user should hear of.
  abstract Tensor healed();

  static Tensor healed(Tensor x) {
    return x instanceof Tracer tracer ? tracer.healed() : x;
  }

  @Override
  public DType dtype() {
    return primal.dtype();
  }

  @Override
  public Shape shape() {
    return primal.shape();
  }

  @Override
  public double item() {
    return primal.item();
  }

  @Override
  public double[] toDoubleArray() {
    return primal.toDoubleArray();
  }

  @Override
  public float[] toFloatArray() {
    return primal.toFloatArray();
  }

  @Override
  public int[] toIntArray() {
    return primal.toIntArray();
  }

  @Override
  public boolean[] toBooleanArray() {
    return primal.toBooleanArray();
  }

  @Override
  public boolean equals(Object other) {
    return primal.equals(other instanceof Tracer tracer ? tracer.primal : other);
  }

  @Override
  public int hashCode() {
    return primal.hashCode();
  }

  @Override
  public String toString() {
    return primal.toString();
  }
}
