package dev.cotangent;

import dev.cotangent.structure.Arguments;
import dev.cotangent.structure.Found;
import dev.cotangent.trace.Differentiation;
import dev.cotangent.trace.Vectorization;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;

/// Derivatives of functions, as functions.
///
/// A function to be differentiated takes and returns tensors and is pure. It may use any control
/// flow, depend on values through [Tensor#item()], close over other tensors and run anywhere; all
/// transformations nest in any order and to any depth.
///
/// ```java
/// Function1<Tensor, Tensor> f = x -> x.square().sum();
/// Autodiff.grad(f).apply(Tensor.of(1, 2, 3));      // [2. 4. 6.]
/// Autodiff.grad(grad(f).andThen(Tensor::sum));     // and so on
/// ```
///
/// A method with overloads, such as `sum`, is passed as a lambda: `x -> x.sum()`.
///
/// What is not differentiable (INT32, BOOL) is an error as an argument and a constant inside. An
/// argument that the result does not depend on has a gradient of zeros.
public final class Autodiff {
  private Autodiff() {}

  /// The gradient of a scalar function: of the argument's shape and type.
  ///
  /// @param f returns rank 0
  /// @return throws IllegalArgumentException when applied, if the argument is not floating or `f`
  ///   returns null, a tensor of rank 1 or more, or a type that is not floating
  public static Function1<Tensor, Tensor> grad(Function1<Tensor, Tensor> f) {
    return x -> gradient("grad", Structure.tensor(), f, x).gradient();
  }

  /// The gradient of a scalar function of a structure: a structure of the same form.
  public static <P> Function1<P, P> grad(Structure<P> structure, Function1<P, Tensor> f) {
    return p -> gradient("grad", structure, f, p).gradient();
  }

  /// The gradient of a scalar function of a record.
  public static <P> Function1<P, P> grad(Class<P> record, Function1<P, Tensor> f) {
    return grad(Structure.record(record), f);
  }

  /// The value of a scalar function and its gradient, from one evaluation.
  public static Function1<Tensor, ValueAndGrad<Tensor>> valueAndGrad(Function1<Tensor, Tensor> f) {
    return x -> gradient("valueAndGrad", Structure.tensor(), f, x);
  }

  /// Value and gradient of a scalar function of a structure.
  public static <P> Function1<P, ValueAndGrad<P>> valueAndGrad(
      Structure<P> structure, Function1<P, Tensor> f) {
    return p -> gradient("valueAndGrad", structure, f, p);
  }

  /// Value and gradient of a scalar function of a record.
  public static <P> Function1<P, ValueAndGrad<P>> valueAndGrad(
      Class<P> record, Function1<P, Tensor> f) {
    return valueAndGrad(Structure.record(record), f);
  }

  /// Runs a function, of whatever shape, and records it: its value, the pullback that takes a
  /// cotangent of the value to one of the argument, and the tape.
  ///
  /// @throws IllegalArgumentException if the argument is not floating or `f` returns null
  public static Recording<Tensor> vjp(Function1<Tensor, Tensor> f, Tensor x) {
    return Differentiation.vjp("vjp", Structure.tensor(), f, x);
  }

  /// Value, pullback and tape of a function of a structure.
  public static <P> Recording<P> vjp(Structure<P> structure, Function1<P, Tensor> f, P p) {
    return Differentiation.vjp("vjp", structure, f, p);
  }

  /// Runs a function in forward mode: its value, and its derivative along a tangent.
  ///
  /// @param tangent of the argument's shape and type
  /// @throws IllegalArgumentException if it is not, the argument is not floating, or `f` returns
  ///   null
  public static Linearized jvp(Function1<Tensor, Tensor> f, Tensor x, Tensor tangent) {
    return Differentiation.jvp("jvp", Structure.tensor(), f, x, tangent);
  }

  /// Value and tangent of a function of a structure.
  public static <P> Linearized jvp(Structure<P> structure, Function1<P, Tensor> f, P p, P tangent) {
    return Differentiation.jvp("jvp", structure, f, p, tangent);
  }

  /// The gradient of a function of two arguments, with respect to all of them. To choose arguments,
  /// close over the others.
  public static Function2<Tensor, Tensor, Tuple2<Tensor, Tensor>> grad(
      Function2<Tensor, Tensor, Tensor> f) {
    return (x, y) -> gradient("grad", Arguments.OF_TWO, f.tupled(), Tuple.of(x, y)).gradient();
  }

  /// Value and gradient of a function of two arguments.
  public static Function2<Tensor, Tensor, ValueAndGrad<Tuple2<Tensor, Tensor>>> valueAndGrad(
      Function2<Tensor, Tensor, Tensor> f) {
    return (x, y) -> gradient("valueAndGrad", Arguments.OF_TWO, f.tupled(), Tuple.of(x, y));
  }

  /// Value, pullback and tape of a function of two arguments.
  public static Recording<Tuple2<Tensor, Tensor>> vjp(
      Function2<Tensor, Tensor, Tensor> f, Tensor x, Tensor y) {
    return Differentiation.vjp("vjp", Arguments.OF_TWO, f.tupled(), Tuple.of(x, y));
  }

  /// Value and tangent of a function of two arguments.
  public static Linearized jvp(
      Function2<Tensor, Tensor, Tensor> f,
      Tuple2<Tensor, Tensor> x,
      Tuple2<Tensor, Tensor> tangent) {
    return Differentiation.jvp("jvp", Arguments.OF_TWO, f.tupled(), x, tangent);
  }

  /// The gradient of a function of three arguments, with respect to all of them. To choose
  /// arguments, close over the others.
  public static Function3<Tensor, Tensor, Tensor, Tuple3<Tensor, Tensor, Tensor>> grad(
      Function3<Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z) ->
        gradient("grad", Arguments.OF_THREE, f.tupled(), Tuple.of(x, y, z)).gradient();
  }

  /// Value and gradient of a function of three arguments.
  public static Function3<Tensor, Tensor, Tensor, ValueAndGrad<Tuple3<Tensor, Tensor, Tensor>>>
      valueAndGrad(Function3<Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z) -> gradient("valueAndGrad", Arguments.OF_THREE, f.tupled(), Tuple.of(x, y, z));
  }

  /// Value, pullback and tape of a function of three arguments.
  public static Recording<Tuple3<Tensor, Tensor, Tensor>> vjp(
      Function3<Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z) {
    return Differentiation.vjp("vjp", Arguments.OF_THREE, f.tupled(), Tuple.of(x, y, z));
  }

  /// Value and tangent of a function of three arguments.
  public static Linearized jvp(
      Function3<Tensor, Tensor, Tensor, Tensor> f,
      Tuple3<Tensor, Tensor, Tensor> x,
      Tuple3<Tensor, Tensor, Tensor> tangent) {
    return Differentiation.jvp("jvp", Arguments.OF_THREE, f.tupled(), x, tangent);
  }

  /// The gradient of a function of four arguments, with respect to all of them. To choose
  /// arguments, close over the others.
  public static Function4<Tensor, Tensor, Tensor, Tensor, Tuple4<Tensor, Tensor, Tensor, Tensor>>
      grad(Function4<Tensor, Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z, u) ->
        gradient("grad", Arguments.OF_FOUR, f.tupled(), Tuple.of(x, y, z, u)).gradient();
  }

  /// Value and gradient of a function of four arguments.
  public static Function4<
          Tensor, Tensor, Tensor, Tensor, ValueAndGrad<Tuple4<Tensor, Tensor, Tensor, Tensor>>>
      valueAndGrad(Function4<Tensor, Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z, u) ->
        gradient("valueAndGrad", Arguments.OF_FOUR, f.tupled(), Tuple.of(x, y, z, u));
  }

  /// Value, pullback and tape of a function of four arguments.
  public static Recording<Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(
      Function4<Tensor, Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z, Tensor u) {
    return Differentiation.vjp("vjp", Arguments.OF_FOUR, f.tupled(), Tuple.of(x, y, z, u));
  }

  /// Value and tangent of a function of four arguments.
  public static Linearized jvp(
      Function4<Tensor, Tensor, Tensor, Tensor, Tensor> f,
      Tuple4<Tensor, Tensor, Tensor, Tensor> x,
      Tuple4<Tensor, Tensor, Tensor, Tensor> tangent) {
    return Differentiation.jvp("jvp", Arguments.OF_FOUR, f.tupled(), x, tangent);
  }

  /// The gradient of a function of five arguments, with respect to all of them. To choose
  /// arguments, close over the others.
  public static Function5<
          Tensor, Tensor, Tensor, Tensor, Tensor, Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor>>
      grad(Function5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z, u, v) ->
        gradient("grad", Arguments.OF_FIVE, f.tupled(), Tuple.of(x, y, z, u, v)).gradient();
  }

  /// Value and gradient of a function of five arguments.
  public static Function5<
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          ValueAndGrad<Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor>>>
      valueAndGrad(Function5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z, u, v) ->
        gradient("valueAndGrad", Arguments.OF_FIVE, f.tupled(), Tuple.of(x, y, z, u, v));
  }

  /// Value, pullback and tape of a function of five arguments.
  public static Recording<Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor>> vjp(
      Function5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f,
      Tensor x,
      Tensor y,
      Tensor z,
      Tensor u,
      Tensor v) {
    return Differentiation.vjp("vjp", Arguments.OF_FIVE, f.tupled(), Tuple.of(x, y, z, u, v));
  }

  /// Value and tangent of a function of five arguments.
  public static Linearized jvp(
      Function5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f,
      Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor> x,
      Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor> tangent) {
    return Differentiation.jvp("jvp", Arguments.OF_FIVE, f.tupled(), x, tangent);
  }

  /// Runs `f` once for all slices of `x` along its first axis: `vmap(f).apply(x)` is `f` of each,
  /// stacked, bit for bit, as one pass over tensors with an axis more. What `f` closes over is the
  /// same for all. It may return a tensor, or tuples, records, lists and maps of them.
  ///
  /// ```java
  /// Autodiff.vmap(Autodiff.grad(loss)).apply(samples);    // a gradient for each sample
  /// ```
  ///
  /// Inside, a tensor shows the shape of one slice and has no value to be read: choose with
  /// [Tensor#where] instead of branching.
  ///
  /// @return throws IllegalArgumentException when applied, if the argument has rank 0 or `f` reads
  ///   a value
  public static <R> Function1<Tensor, R> vmap(Function1<Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps along another axis, and puts the results' new axis elsewhere; both may be negative.
  public static <R> Function1<Tensor, R> vmap(Function1<Tensor, R> f, int inAxis, int outAxis) {
    return x -> mapped(Structure.tensor(), f, inAxis, outAxis, x);
  }

  /// Maps over the tensors of a structure, all along their first axes. A part described by
  /// [Structure#unmapped()] is left whole.
  public static <A, B> Function1<A, B> vmap(
      Structure<A> in, Structure<B> out, Function1<A, B> f) {
    return a -> Vectorization.vmap("vmap", in, _ -> out, f, 0, 0, a);
  }

  /// Maps a function of two arguments over all of them.
  public static <R> Function2<Tensor, Tensor, R> vmap(Function2<Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of two arguments along another axis of each.
  public static <R> Function2<Tensor, Tensor, R> vmap(Function2<Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y) -> mapped(Arguments.OF_TWO, f.tupled(), inAxis, outAxis, Tuple.of(x, y));
  }

  /// Maps a function of three arguments over all of them.
  public static <R> Function3<Tensor, Tensor, Tensor, R> vmap(Function3<Tensor, Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of three arguments along another axis of each.
  public static <R> Function3<Tensor, Tensor, Tensor, R> vmap(Function3<Tensor, Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y, z) -> mapped(Arguments.OF_THREE, f.tupled(), inAxis, outAxis, Tuple.of(x, y, z));
  }

  /// Maps a function of four arguments over all of them.
  public static <R> Function4<Tensor, Tensor, Tensor, Tensor, R> vmap(Function4<Tensor, Tensor, Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of four arguments along another axis of each.
  public static <R> Function4<Tensor, Tensor, Tensor, Tensor, R> vmap(Function4<Tensor, Tensor, Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y, z, u) -> mapped(Arguments.OF_FOUR, f.tupled(), inAxis, outAxis, Tuple.of(x, y, z, u));
  }

  /// Maps a function of five arguments over all of them.
  public static <R> Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> vmap(Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of five arguments along another axis of each.
  public static <R> Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> vmap(Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y, z, u, v) -> mapped(Arguments.OF_FIVE, f.tupled(), inAxis, outAxis, Tuple.of(x, y, z, u, v));
  }

  private static <A, R> R mapped(
      Structure<A> in, Function1<A, R> f, int inAxis, int outAxis, A a) {
    return Vectorization.vmap("vmap", in, Found::in, f, inAxis, outAxis, a);
  }

  private static <P> ValueAndGrad<P> gradient(
      String who, Structure<P> structure, Function1<P, Tensor> f, P p) {
    var recording = Differentiation.vjp(who, structure, f, p);
    var value = recording.value();
    if (value.rank() != 0) {
      throw new IllegalArgumentException(
          who
              + ": needs a scalar result (rank 0), got shape "
              + value.shape()
              + "; reduce it, with sum() say, or take a pullback with vjp or all derivatives with"
              + " jacobian");
    }
    if (!value.dtype().isDifferentiable()) {
      throw new IllegalArgumentException(
          who
              + ": needs a FLOAT32 or FLOAT64 result, got "
              + value.dtype()
              + ", through which no derivative flows");
    }
    return new ValueAndGrad<>(value, recording.pullback().apply(value.onesLike()));
  }
}
