package dev.cotangent;

import dev.cotangent.structure.Found;
import dev.cotangent.trace.Checkpoint;
import dev.cotangent.trace.CustomRule;
import dev.cotangent.trace.Differentiation;
import dev.cotangent.trace.Jacobians;
import dev.cotangent.trace.Vectorization;
import dev.cotangent.trace.Watch;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;

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
/// argument that the result does not depend on has a gradient of zeros; if the result depends on it
/// through INT32 or BOOL alone, by `argMax` or a comparison say, the gradient is an error that
/// names the operation.
public final class Autodiff extends SeveralArguments {
  private Autodiff() {}

  /// The gradient of a scalar function: of the argument's shape and type.
  ///
  /// @param f returns rank 0
  /// @return throws IllegalArgumentException when applied, if the argument is not floating or `f`
  ///   returns null, a tensor of rank 1 or more, or a type that is not floating
  public static Function1<Tensor, Tensor> grad(Function1<Tensor, Tensor> f) {
    return x -> Differentiation.gradient("grad", Structure.tensor(), f, x).gradient();
  }

  /// The gradient of a scalar function of a structure: a structure of the same form.
  public static <P> Function1<P, P> grad(Structure<P> structure, Function1<P, Tensor> f) {
    return p -> Differentiation.gradient("grad", structure, f, p).gradient();
  }

  /// The gradient of a scalar function of a record or a data class of Kotlin.
  public static <P> Function1<P, P> grad(Class<P> record, Function1<P, Tensor> f) {
    return grad(Structure.record(record), f);
  }

  /// The value of a scalar function and its gradient, from one evaluation.
  public static Function1<Tensor, ValueAndGrad<Tensor>> valueAndGrad(Function1<Tensor, Tensor> f) {
    return x -> Differentiation.gradient("valueAndGrad", Structure.tensor(), f, x);
  }

  /// Value and gradient of a scalar function of a structure.
  public static <P> Function1<P, ValueAndGrad<P>> valueAndGrad(
      Structure<P> structure, Function1<P, Tensor> f) {
    return p -> Differentiation.gradient("valueAndGrad", structure, f, p);
  }

  /// Value and gradient of a scalar function of a record or a data class of Kotlin.
  public static <P> Function1<P, ValueAndGrad<P>> valueAndGrad(
      Class<P> record, Function1<P, Tensor> f) {
    return valueAndGrad(Structure.record(record), f);
  }

  /// Value and gradient of a scalar function that returns something besides its value: predictions,
  /// statistics, a new state. That is not differentiated.
  ///
  /// ```java
  /// var step = Autodiff.valueGradAux((Tensor w) -> Tuple.of(loss(w), metrics(w)));
  /// ```
  public static <A> Function1<Tensor, ValueGradAux<Tensor, A>> valueGradAux(
      Function1<Tensor, Tuple2<Tensor, A>> f) {
    return valueGradAux(Structure.tensor(), f);
  }

  /// Value, gradient and what is returned besides, of a function of a structure.
  public static <P, A> Function1<P, ValueGradAux<P, A>> valueGradAux(
      Structure<P> structure, Function1<P, Tuple2<Tensor, A>> f) {
    return p -> Differentiation.gradientAux("valueGradAux", structure, f, p);
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

  /// All derivatives, by reverse mode: of shape out.shape + in.shape. `f` runs once, and its
  /// pullback once, over a batch of unit cotangents: the choice when there are fewer results than
  /// arguments.
  ///
  /// ```java
  /// Autodiff.jacobian(x -> x.square()).apply(Tensor.of(1, 2));    // [[2. 0.] [0. 4.]]
  /// ```
  public static Function1<Tensor, Tensor> jacobian(Function1<Tensor, Tensor> f) {
    return x -> Jacobians.reverse("jacobian", f, x);
  }

  /// All derivatives by the leaves of a structure, flattened and concatenated: out.shape + (n).
  public static <P> Function1<P, Tensor> jacobian(Structure<P> structure, Function1<P, Tensor> f) {
    return p -> Jacobians.flattened("jacobian", structure, f, p, (g, x) -> jacobian(g).apply(x));
  }

  /// All derivatives, by forward mode: of shape out.shape + in.shape. `f` runs once, with a batch
  /// of unit tangents: the choice when there are fewer arguments than results.
  public static Function1<Tensor, Tensor> jacobianForward(Function1<Tensor, Tensor> f) {
    return x -> Jacobians.forward("jacobianForward", f, x);
  }

  /// All derivatives by the leaves of a structure, flattened and concatenated, by forward mode.
  public static <P> Function1<P, Tensor> jacobianForward(
      Structure<P> structure, Function1<P, Tensor> f) {
    return p ->
        Jacobians.flattened(
            "jacobianForward", structure, f, p, (g, x) -> jacobianForward(g).apply(x));
  }

  /// The second derivatives of a scalar function, of shape in.shape + in.shape: the gradient in
  /// forward mode, with a batch of unit tangents.
  public static Function1<Tensor, Tensor> hessian(Function1<Tensor, Tensor> f) {
    return x -> Jacobians.hessian("hessian", f, x);
  }

  /// The second derivatives by the n elements of a structure's leaves, flattened and concatenated:
  /// of shape (n, n).
  public static <P> Function1<P, Tensor> hessian(Structure<P> structure, Function1<P, Tensor> f) {
    return p -> Jacobians.flattened("hessian", structure, f, p, (g, x) -> hessian(g).apply(x));
  }

  /// The Hessian times a vector, (x, v) to H(x) v, without the Hessian: the derivative of the
  /// gradient along `v`, at the price of a few evaluations of `f`.
  public static Function2<Tensor, Tensor, Tensor> hvp(Function1<Tensor, Tensor> f) {
    return hvp(Structure.tensor(), f);
  }

  /// The Hessian of a function of a structure times a structure.
  public static <P> Function2<P, P, P> hvp(Structure<P> structure, Function1<P, Tensor> f) {
    return (p, v) -> Jacobians.hvp("hvp", structure, f, p, v);
  }

  /// Runs `f` once: its value, and the pushforward that takes tangents of the argument to tangents
  /// of the value, as often as wanted.
  public static Linearization<Tensor> linearize(Function1<Tensor, Tensor> f, Tensor x) {
    return linearize(Structure.tensor(), f, x);
  }

  /// Value and pushforward of a function of a structure.
  public static <P> Linearization<P> linearize(
      Structure<P> structure, Function1<P, Tensor> f, P p) {
    return Jacobians.linearize("linearize", structure, f, p);
  }

  /// `f`, of which reverse mode keeps nothing but what goes in: its pullback runs `f` again. Memory
  /// for time, as in a chain of n steps in sqrt(n) checkpoints. Gradients reach all that `f` closes
  /// over.
  ///
  /// ```java
  /// Function1<Tensor, Tensor> block = Autodiff.checkpoint(x -> layers(x));
  /// ```
  ///
  /// @param f pure: the second run must do what the first one did
  public static Function1<Tensor, Tensor> checkpoint(Function1<Tensor, Tensor> f) {
    return checkpoint(Structure.tensor(), f);
  }

  /// A function of a structure whose pullback runs it again.
  public static <P> Function1<P, Tensor> checkpoint(
      Structure<P> structure, Function1<P, Tensor> f) {
    return p -> Checkpoint.of(structure, f, p);
  }

  /// `f` with a derivative of your own: `rule` takes the argument and the value to the pullback,
  /// written with tensor operations, so that it can itself be differentiated. Forward mode takes
  /// its transpose, for which the pullback has to be linear in the cotangent.
  ///
  /// ```java
  /// var clipped = Autodiff.customVjp(x -> x, (x, y) -> ct -> ct.clamp(-1, 1));
  /// ```
  ///
  /// @return throws IllegalArgumentException when applied, if `f` uses a value of an enclosing
  ///   transformation that is not an argument; when pulled back, if the rule returns a cotangent of
  ///   another shape or type than the argument's
  public static Function1<Tensor, Tensor> customVjp(
      Function1<Tensor, Tensor> f, Function2<Tensor, Tensor, Function1<Tensor, Tensor>> rule) {
    return CustomRule.vjp(Structure.tensor(), f, rule);
  }

  /// `f` with a derivative of your own: `rule` takes the argument and its tangent, in which it is
  /// linear, to the tangent of the value. Reverse mode takes its transpose.
  ///
  /// @return throws IllegalArgumentException when applied, if `f` uses a value of an enclosing
  ///   transformation that is not an argument, or the rule's tangent is not like the value
  public static Function1<Tensor, Tensor> customJvp(
      Function1<Tensor, Tensor> f, Function2<Tensor, Tensor, Tensor> rule) {
    return CustomRule.jvp(Structure.tensor(), f, rule);
  }

  /// Where NaN, infinity or zero entered the gradient of a scalar function: which operation made it
  /// first, out of what, and which line of the program called it. To be printed.
  ///
  /// ```java
  /// System.out.println(Autodiff.explain(loss, weights));
  /// ```
  ///
  /// @throws IllegalArgumentException where [#grad] would
  public static Explanation explain(Function1<Tensor, Tensor> f, Tensor x) {
    return Watch.explain("explain", f, x);
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
    return x -> Vectorization.vmap("vmap", Structure.tensor(), Found::in, f, inAxis, outAxis, x);
  }

  /// Maps over the tensors of a structure, all along their first axes. A part described by
  /// [Structure#unmapped()] is left whole.
  public static <A, B> Function1<A, B> vmap(Structure<A> in, Structure<B> out, Function1<A, B> f) {
    return a -> Vectorization.vmap("vmap", in, _ -> out, f, 0, 0, a);
  }
}
