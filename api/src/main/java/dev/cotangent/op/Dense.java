package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import dev.cotangent.kernels.Deferred;
import dev.cotangent.kernels.Element;
import dev.cotangent.kernels.Operand;
import dev.cotangent.kernels.Strided;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A tensor that no transformation follows: its elements lie in an array, or will when they are
/// asked for, or, at rank 0, in the object itself, because a scalar program makes one for every
/// operation.
public final class Dense implements Tensor {
  private final DType dtype;
  private final Shape shape;
  private final @Nullable Operand data; // null at rank 0
  private final double scalar; // the element at rank 0; every type widens to double exactly

  private Dense(DType dtype, Shape shape, @Nullable Operand data, double scalar) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
    this.scalar = scalar;
  }

  /// Takes over `data`, to whose array nobody may write from now on.
  public Dense(Operand data) {
    this(Shape.of(data.dims()), data);
  }

  /// The same, where somebody has the shape already.
  Dense(Shape shape, Operand data) {
    this(
        DType.of(data.element()),
        shape,
        data.rank() == 0 ? null : data,
        data.rank() == 0 ? only(data.strided()) : 0);
  }

  private static double only(Strided data) {
    return data.element().get(data.array(), data.offset());
  }

  /// Rank 0; the value is rounded to the type.
  public static Dense scalar(DType dtype, double value) {
    double rounded =
        switch (dtype) {
          case FLOAT64 -> value;
          case FLOAT32 -> (float) value;
          case INT32 -> (int) value;
          case BOOL -> value != 0 ? 1 : 0;
        };
    return new Dense(dtype, Shape.of(), null, rounded);
  }

  /// Every element equal; one number in memory.
  public static Dense full(DType dtype, Shape shape, double value) {
    var scalar = scalar(dtype, value);
    return shape.rank() == 0 ? scalar : new Dense(scalar.strided().broadcast(shape.toArray()));
  }

  /// Takes over `array`, row-major.
  public static Dense of(DType dtype, Shape shape, Object array) {
    return new Dense(Strided.of(dtype.element(), array, shape.toArray()));
  }

  /// The tensor itself, which no transformation may follow any more.
  ///
  /// @throws IllegalStateException for a traced value: an operation would lose a derivative
  public static Dense of(Tensor x) {
    if (x instanceof Dense dense) return dense;
    throw new IllegalStateException("a traced value has no array: " + x.getClass().getSimpleName());
  }

  /// Computes those that have not been computed yet, in as few passes over memory as possible, so
  /// that they keep nothing else alive.
  public static void compute(Iterable<? extends Tensor> tensors) {
    var open = new ArrayList<Deferred>();
    for (var tensor : tensors) {
      if (tensor instanceof Dense dense && dense.data instanceof Deferred deferred) {
        open.add(deferred);
      }
    }
    if (!open.isEmpty()) Deferred.computeAll(open);
  }

  /// Says that somebody keeps `x` and will ask for its elements, whoever else does.
  public static void keep(Tensor x) {
    if (x instanceof Dense dense && dense.data instanceof Deferred deferred) deferred.await();
  }

  /// The elements as an operand of a pointwise function, computed or not.
  public Operand operand() {
    return data != null ? data : strided();
  }

  /// The elements, computed now if they have not been yet; the array is shared and to be read only.
  public Strided strided() {
    if (data != null) return data.strided();
    var array = dtype.element().newArray(1);
    dtype.element().set(array, 0, scalar);
    return Strided.of(dtype.element(), array);
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public double item() {
    if (data == null) return scalar;
    if (data.size() == 1) return only(data.strided());
    throw new IllegalArgumentException(
        "item: needs a tensor of one element, got shape "
            + shape
            + " ("
            + shape.size()
            + " elements)");
  }

  @Override
  public double[] toDoubleArray() {
    return (double[]) rowMajor(Element.F64);
  }

  @Override
  public float[] toFloatArray() {
    return (float[]) rowMajor(Element.F32);
  }

  @Override
  public int[] toIntArray() {
    if (dtype.isDifferentiable()) throw refused("toIntArray", "INT32 or BOOL", "INT32");
    return (int[]) rowMajor(Element.I32);
  }

  @Override
  public boolean[] toBooleanArray() {
    if (dtype != DType.BOOL) throw refused("toBooleanArray", "BOOL", "BOOL");
    return (boolean[]) rowMajor(Element.BOOL);
  }

  private IllegalArgumentException refused(String operation, String accepted, String convert) {
    return new IllegalArgumentException(
        operation
            + ": takes "
            + accepted
            + ", got "
            + dtype
            + ": convert with toDType(DType."
            + convert
            + ")");
  }

  private Object rowMajor(Element element) {
    return Copies.converted(strided(), element).array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor && Values.equal(this, tensor);
  }

  @Override
  public int hashCode() {
    return Values.hash(this);
  }

  @Override
  public String toString() {
    return TensorText.of(this);
  }
}
