package dev.cotangent;

import dev.cotangent.op.Comparison;
import dev.cotangent.op.Dense;
import dev.cotangent.op.Einsum;
import dev.cotangent.op.Joining;
import dev.cotangent.op.Layout;
import dev.cotangent.op.StopGradient;
import dev.cotangent.op.Values;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.collection.Seq;
import java.util.stream.IntStream;

/// An immutable n-dimensional array. Every method is pure: it returns a new tensor and changes
/// nothing, so tensors may be shared between threads and kept as long as anyone likes.
///
/// ```java
/// Tensor x = Tensor.of(1, 2, 3);
/// Tensor y = x.times(2).plus(Tensor.ones(2, 1)); // shapes broadcast as in NumPy: (2, 3)
/// y.sum(0).toDoubleArray();                      // [6.0, 10.0, 14.0]
/// ```
///
/// Inside a function that is being differentiated a tensor may also carry what the transformation
/// needs to know; it behaves the same. The interface is not meant to be implemented outside the
/// library.
public interface Tensor extends Ops<Tensor> {
  /// The lengths of the axes.
  Shape shape();

  /// The type of the elements.
  DType dtype();

  /// The number of axes.
  default int rank() {
    return shape().rank();
  }

  /// The number of elements.
  default long size() {
    return shape().size();
  }

  /// The one element, widened to double; 0 or 1 for BOOL. Under `grad` it reads the value and
  /// carries no derivative, so that ordinary control flow may depend on it.
  ///
  /// @throws IllegalArgumentException unless there is exactly one element
  double item();

  /// The elements in row-major order, as a fresh array.
  double[] toDoubleArray();

  /// The elements in row-major order, rounded to float if they are wider.
  float[] toFloatArray();

  /// The elements in row-major order.
  ///
  /// @throws IllegalArgumentException unless the type is INT32 or BOOL
  int[] toIntArray();

  /// The elements in row-major order.
  ///
  /// @throws IllegalArgumentException unless the type is BOOL
  boolean[] toBooleanArray();

  /// Equality of type, shape and bits: all NaN alike, 0.0 and -0.0 apart.
  @Override
  boolean equals(Object other);

  @Override
  int hashCode();

  /// Whether every element differs from the other's by at most `atol + rtol |other|`; infinities
  /// must be equal, and NaN is close to NaN. Shapes must be equal, types need not be.
  default boolean allClose(Tensor other, double rtol, double atol) {
    return Values.allClose(this, other, rtol, atol);
  }

  /// Converted to another type, as Java casts: towards 0 to INT32, all but 0 is true. The cotangent
  /// is converted back; none flows through INT32 and BOOL.
  default Tensor toDType(DType dtype) {
    return Comparison.toDType(this, dtype);
  }

  /// The same value, through which no derivative flows.
  default Tensor stopGradient() {
    return StopGradient.of(this);
  }

  /// The same elements in an array of their own: frees a large tensor of which this was a small
  /// view.
  default Tensor copy() {
    return Layout.copy(this);
  }

  /// Zeros of this shape and type.
  default Tensor zerosLike() {
    return Dense.full(dtype(), shape(), 0);
  }

  /// Ones of this shape and type.
  default Tensor onesLike() {
    return Dense.full(dtype(), shape(), 1);
  }

  /// A FLOAT64 number: rank 0.
  static Tensor scalar(double value) {
    return Dense.scalar(DType.FLOAT64, value);
  }

  /// A FLOAT64 vector.
  static Tensor of(double... values) {
    return of(Shape.of(values.length), values);
  }

  /// A FLOAT64 matrix.
  ///
  /// @throws IllegalArgumentException if the rows differ in length
  static Tensor of(double[][] rows) {
    for (int k = 0; k < rows.length; k++) {
      if (rows[k] == null) throw new IllegalArgumentException("Tensor.of: row " + k + " is null");
    }
    int columns = rows.length == 0 ? 0 : rows[0].length;
    var values = new double[rows.length * columns];
    for (int k = 0; k < rows.length; k++) {
      if (rows[k].length != columns) {
        throw new IllegalArgumentException(
            "Tensor.of: row 0 has " + columns + " elements, row " + k + " has " + rows[k].length);
      }
      System.arraycopy(rows[k], 0, values, k * columns, columns);
    }
    return Dense.of(DType.FLOAT64, Shape.of(rows.length, columns), values);
  }

  /// FLOAT64 elements in row-major order.
  ///
  /// @throws IllegalArgumentException if their number is not the shape's
  static Tensor of(Shape shape, double... values) {
    return Values.tensor(DType.FLOAT64, shape, values.clone(), values.length);
  }

  /// A FLOAT32 vector.
  static Tensor floats(float... values) {
    return floats(Shape.of(values.length), values);
  }

  /// FLOAT32 elements in row-major order.
  static Tensor floats(Shape shape, float... values) {
    return Values.tensor(DType.FLOAT32, shape, values.clone(), values.length);
  }

  /// An INT32 vector.
  static Tensor ints(int... values) {
    return ints(Shape.of(values.length), values);
  }

  /// INT32 elements in row-major order.
  static Tensor ints(Shape shape, int... values) {
    return Values.tensor(DType.INT32, shape, values.clone(), values.length);
  }

  /// A BOOL vector.
  static Tensor bools(boolean... values) {
    return bools(Shape.of(values.length), values);
  }

  /// BOOL elements in row-major order.
  static Tensor bools(Shape shape, boolean... values) {
    return Values.tensor(DType.BOOL, shape, values.clone(), values.length);
  }

  /// FLOAT64 zeros.
  static Tensor zeros(int... dims) {
    return full(Shape.of(dims), 0);
  }

  /// FLOAT64 ones.
  static Tensor ones(int... dims) {
    return full(Shape.of(dims), 1);
  }

  /// The FLOAT64 identity matrix.
  static Tensor eye(int n) {
    if (n < 0) throw new IllegalArgumentException("eye: " + n + " rows");
    return Tensor.ints(IntStream.range(0, n).toArray()).oneHot(n);
  }

  /// FLOAT64, every element equal.
  static Tensor full(Shape shape, double value) {
    return full(DType.FLOAT64, shape, value);
  }

  /// Every element equal; the value is converted to the type.
  static Tensor full(DType dtype, Shape shape, double value) {
    return Dense.full(dtype, shape, value);
  }

  /// FLOAT64: start, start + step, ... up to but not including `stop`.
  ///
  /// @throws IllegalArgumentException if the step is 0 or not finite
  static Tensor arange(double start, double stop, double step) {
    return Values.arange(start, stop, step);
  }

  /// FLOAT64: `count` numbers evenly from `start` to `stop`, both included.
  static Tensor linspace(double start, double stop, int count) {
    return Values.linspace(start, stop, count);
  }

  /// Tensors of one shape side by side along a new axis.
  ///
  /// @throws IllegalArgumentException if the shapes differ or there are no parts
  static Tensor stack(int axis, Tensor... parts) {
    return Joining.stack(axis, parts);
  }

  /// Tensors one after the other along an axis; elsewhere their lengths are equal.
  ///
  /// @throws IllegalArgumentException if the shapes do not fit or there are no parts
  static Tensor concat(int axis, Tensor... parts) {
    return Joining.concat(axis, parts);
  }

  /// `ifTrue` where the BOOL mask is true, `ifFalse` elsewhere; the three broadcast. The cotangent
  /// goes to the side that was chosen, and nothing at all to the other: an infinite or NaN
  /// derivative on the side that was not chosen cannot be seen.
  static Tensor where(Tensor mask, Tensor ifTrue, Tensor ifFalse) {
    return Comparison.where(mask, ifTrue, ifFalse);
  }

  /// Sums of products by Einstein's convention, as NumPy's: every axis of an operand is named by a
  /// letter, and for every choice of the result's indices the products of the operands' elements
  /// are summed over the other indices. A letter twice in one operand means its diagonal; `...`
  /// stands for the other axes, which broadcast; without `->` the result has the letters that occur
  /// once, in alphabetical order. Several operands are multiplied in the order that costs least.
  /// The cotangent of an operand is the einsum of ct and the others.
  ///
  /// ```java
  /// Tensor.einsum("ij,jk->ik", a, b);     // the product of two matrices
  /// Tensor.einsum("...ii->...i", a);      // the diagonals
  /// Tensor.einsum("bi,ij,bj->b", x, a, y);
  /// ```
  ///
  /// @throws IllegalArgumentException if the specification cannot be read, does not fit the
  ///   operands' ranks, or a letter has two lengths
  static Tensor einsum(String spec, Tensor... operands) {
    return Einsum.einsum(spec, operands);
  }

  @Override
  default Tensor lift(Function1<Tensor, Tensor> f) {
    return f.apply(this);
  }

  @Override
  default Tensor lift(Tensor y, Function2<Tensor, Tensor, Tensor> f) {
    return f.apply(this, y);
  }

  @Override
  default Tensor lift(Tensor y, Tensor z, Function3<Tensor, Tensor, Tensor, Tensor> f) {
    return f.apply(this, y, z);
  }

  @Override
  default Seq<Tensor> liftAll(Function1<Tensor, Seq<Tensor>> f) {
    return f.apply(this);
  }
}
