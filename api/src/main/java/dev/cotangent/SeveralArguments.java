package dev.cotangent;

import dev.cotangent.structure.Arguments;
import dev.cotangent.structure.Found;
import dev.cotangent.trace.CustomRule;
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

/// The transformations of functions of two to five tensors: the part of [Autodiff], which has them
/// all, that is the same for every number of arguments.
public abstract sealed class SeveralArguments permits Autodiff {
  SeveralArguments() {}

  /// The gradient of a function of two arguments, with respect to all of them. To choose arguments,
  /// close over the others.
  public static Function2<Tensor, Tensor, Tuple2<Tensor, Tensor>> grad(
      Function2<Tensor, Tensor, Tensor> f) {
    return (x, y) ->
        Differentiation.gradient("grad", Arguments.OF_TWO, f.tupled(), Tuple.of(x, y)).gradient();
  }

  /// Value and gradient of a function of two arguments.
  public static Function2<Tensor, Tensor, ValueAndGrad<Tuple2<Tensor, Tensor>>> valueAndGrad(
      Function2<Tensor, Tensor, Tensor> f) {
    return (x, y) ->
        Differentiation.gradient("valueAndGrad", Arguments.OF_TWO, f.tupled(), Tuple.of(x, y));
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
        Differentiation.gradient("grad", Arguments.OF_THREE, f.tupled(), Tuple.of(x, y, z))
            .gradient();
  }

  /// Value and gradient of a function of three arguments.
  public static Function3<Tensor, Tensor, Tensor, ValueAndGrad<Tuple3<Tensor, Tensor, Tensor>>>
      valueAndGrad(Function3<Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z) ->
        Differentiation.gradient("valueAndGrad", Arguments.OF_THREE, f.tupled(), Tuple.of(x, y, z));
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
        Differentiation.gradient("grad", Arguments.OF_FOUR, f.tupled(), Tuple.of(x, y, z, u))
            .gradient();
  }

  /// Value and gradient of a function of four arguments.
  public static Function4<
          Tensor, Tensor, Tensor, Tensor, ValueAndGrad<Tuple4<Tensor, Tensor, Tensor, Tensor>>>
      valueAndGrad(Function4<Tensor, Tensor, Tensor, Tensor, Tensor> f) {
    return (x, y, z, u) ->
        Differentiation.gradient(
            "valueAndGrad", Arguments.OF_FOUR, f.tupled(), Tuple.of(x, y, z, u));
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
        Differentiation.gradient("grad", Arguments.OF_FIVE, f.tupled(), Tuple.of(x, y, z, u, v))
            .gradient();
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
        Differentiation.gradient(
            "valueAndGrad", Arguments.OF_FIVE, f.tupled(), Tuple.of(x, y, z, u, v));
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

  /// Maps a function of two arguments over all of them.
  public static <R> Function2<Tensor, Tensor, R> vmap(Function2<Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of two arguments along another axis of each.
  public static <R> Function2<Tensor, Tensor, R> vmap(
      Function2<Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y) -> mapped(Arguments.OF_TWO, f.tupled(), inAxis, outAxis, Tuple.of(x, y));
  }

  /// Maps a function of three arguments over all of them.
  public static <R> Function3<Tensor, Tensor, Tensor, R> vmap(
      Function3<Tensor, Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of three arguments along another axis of each.
  public static <R> Function3<Tensor, Tensor, Tensor, R> vmap(
      Function3<Tensor, Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y, z) -> mapped(Arguments.OF_THREE, f.tupled(), inAxis, outAxis, Tuple.of(x, y, z));
  }

  /// Maps a function of four arguments over all of them.
  public static <R> Function4<Tensor, Tensor, Tensor, Tensor, R> vmap(
      Function4<Tensor, Tensor, Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of four arguments along another axis of each.
  public static <R> Function4<Tensor, Tensor, Tensor, Tensor, R> vmap(
      Function4<Tensor, Tensor, Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y, z, u) ->
        mapped(Arguments.OF_FOUR, f.tupled(), inAxis, outAxis, Tuple.of(x, y, z, u));
  }

  /// Maps a function of five arguments over all of them.
  public static <R> Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> vmap(
      Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> f) {
    return vmap(f, 0, 0);
  }

  /// Maps a function of five arguments along another axis of each.
  public static <R> Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> vmap(
      Function5<Tensor, Tensor, Tensor, Tensor, Tensor, R> f, int inAxis, int outAxis) {
    return (x, y, z, u, v) ->
        mapped(Arguments.OF_FIVE, f.tupled(), inAxis, outAxis, Tuple.of(x, y, z, u, v));
  }

  /// A function of two arguments with a derivative of your own: `rule` takes the arguments, as a
  /// tuple, and the value to the pullback.
  public static Function2<Tensor, Tensor, Tensor> customVjp(
      Function2<Tensor, Tensor, Tensor> f,
      Function2<Tuple2<Tensor, Tensor>, Tensor, Function1<Tensor, Tuple2<Tensor, Tensor>>> rule) {
    var ruled = CustomRule.vjp(Arguments.OF_TWO, f.tupled(), rule);
    return (x, y) -> ruled.apply(Tuple.of(x, y));
  }

  /// A function of two arguments with a derivative of your own: `rule` takes the arguments and
  /// their tangents, as tuples, to the tangent of the value.
  public static Function2<Tensor, Tensor, Tensor> customJvp(
      Function2<Tensor, Tensor, Tensor> f,
      Function2<Tuple2<Tensor, Tensor>, Tuple2<Tensor, Tensor>, Tensor> rule) {
    var ruled = CustomRule.jvp(Arguments.OF_TWO, f.tupled(), rule);
    return (x, y) -> ruled.apply(Tuple.of(x, y));
  }

  /// A function of three arguments with a derivative of your own: `rule` takes the arguments, as a
  /// tuple, and the value to the pullback.
  public static Function3<Tensor, Tensor, Tensor, Tensor> customVjp(
      Function3<Tensor, Tensor, Tensor, Tensor> f,
      Function2<
              Tuple3<Tensor, Tensor, Tensor>,
              Tensor,
              Function1<Tensor, Tuple3<Tensor, Tensor, Tensor>>>
          rule) {
    var ruled = CustomRule.vjp(Arguments.OF_THREE, f.tupled(), rule);
    return (x, y, z) -> ruled.apply(Tuple.of(x, y, z));
  }

  /// A function of three arguments with a derivative of your own: `rule` takes the arguments and
  /// their tangents, as tuples, to the tangent of the value.
  public static Function3<Tensor, Tensor, Tensor, Tensor> customJvp(
      Function3<Tensor, Tensor, Tensor, Tensor> f,
      Function2<Tuple3<Tensor, Tensor, Tensor>, Tuple3<Tensor, Tensor, Tensor>, Tensor> rule) {
    var ruled = CustomRule.jvp(Arguments.OF_THREE, f.tupled(), rule);
    return (x, y, z) -> ruled.apply(Tuple.of(x, y, z));
  }

  private static <A, R> R mapped(Structure<A> in, Function1<A, R> f, int inAxis, int outAxis, A a) {
    return Vectorization.vmap("vmap", in, Found::in, f, inAxis, outAxis, a);
  }
}
