package dev.cotangent.imperative;

import dev.cotangent.DType;
import dev.cotangent.Ops;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.op.Dense;
import dev.cotangent.trace.Application;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A tensor with a place for its gradient, as in PyTorch. It has all operations of [Tensor]; those
/// on variables that require a gradient are remembered, and [#backward()] adds to the gradients of
/// the leaves.
///
/// ```java
/// var w = Variable.parameter(Tensor.scalar(2));
/// w.times(3).plus(-9).square().backward();
/// w.grad();                                 // -18
/// ```
///
/// Any function of tensors becomes one of variables with `lift`: `pred.lift(target, Losses::mse)`.
/// It must be pure, as everywhere: under `createGraph` it runs again, and one that draws other
/// random numbers then would be another function. Variables are equal only to themselves.
public final class Variable implements Ops<Variable> {
  private Tensor value;
  private final boolean inference;
  private @Nullable GradFn function;
  private @Nullable GradFn accumulation; // of a leaf, as soon as there is one, for good
  private @Nullable Variable gradient;
  private boolean retains;
  private int version;
  private final Untracked untracked;

  private Variable(Tensor value, Untracked untracked) {
    this.value = value;
    this.untracked = untracked;
    this.inference = Mode.current() == Mode.INFERENCE;
  }

  /// A leaf that requires a gradient.
  ///
  /// @throws IllegalArgumentException unless the type is FLOAT32 or FLOAT64
  public static Variable parameter(Tensor value) {
    return constant(value).requiresGrad(true);
  }

  /// A leaf that requires none.
  public static Variable constant(Tensor value) {
    return new Variable(value, Untracked.LEAF);
  }

  /// Tensors of one shape side by side along a new axis, as [Tensor#stack].
  public static Variable stack(int axis, Variable... parts) {
    return apply("stack", xs -> Tensor.stack(axis, xs), parts);
  }

  /// One after the other along an axis, as [Tensor#concat].
  public static Variable concat(int axis, Variable... parts) {
    return apply("concat", xs -> Tensor.concat(axis, xs), parts);
  }

  /// A choice by a BOOL mask, as [Tensor#where].
  public static Variable where(Variable mask, Variable ifTrue, Variable ifFalse) {
    return apply("where", xs -> Tensor.where(xs[0], xs[1], xs[2]), mask, ifTrue, ifFalse);
  }

  /// Sums of products, as [Tensor#einsum].
  public static Variable einsum(String spec, Variable... operands) {
    return apply("einsum", xs -> Tensor.einsum(spec, xs), operands);
  }

  /// A function of the operands' values, recorded if one of them requires a gradient.
  static Variable apply(
      @Nullable String name, Function1<Tensor[], Tensor> f, Variable... operands) {
    return applyAll(name, xs -> Array.of(f.apply(xs)), operands).head();
  }

  /// The same of several results, of one run; each is recorded as an operation of its own.
  private static Seq<Variable> applyAll(
      @Nullable String name, Function1<Tensor[], Seq<Tensor>> f, Variable... operands) {
    var xs = Arrays.stream(operands).map(Variable::value).toArray(Tensor[]::new);
    var mode = Mode.current();
    var followed =
        IntStream.range(0, xs.length).filter(k -> operands[k].function != null).toArray();
    if (mode != Mode.GRAD || followed.length == 0) {
      var untracked = untracked(mode, followed.length > 0, operands);
      return f.apply(xs).map(value -> new Variable(value, untracked));
    }
    return Application.ofAll(name == null ? "lift" : name, f, xs, followed)
        .zipWithIndex((application, k) -> {
          Function1<Tensor[], Tensor> result = ys -> f.apply(ys).get(k);
          return recorded(name, result, operands, followed, application);
        });
  }

  /// A lifted function that uses none of what is followed has a constant result, as in PyTorch; an
  /// operation whose derivative is 0 everywhere, as of `round`, is recorded.
  private static Variable recorded(
      @Nullable String name,
      Function1<Tensor[], Tensor> f,
      Variable[] operands,
      int[] followed,
      Application application) {
    var operation = application.pullback().operation();
    var result = new Variable(application.value(), Untracked.CONSTANT);
    var op = operation == null || name != null ? name : operation;
    if (op == null || !result.dtype().isDifferentiable()) return result;
    var step = new Applied(op, f, operands.clone(), followed, application);
    for (var operand : operands) {
      if (!operand.inference || !step.savesValues()) continue;
      throw new IllegalStateException(
          op
              + ": an operand of shape "
              + operand.shape()
              + " was made in inferenceMode and cannot be saved for backward; make it under noGrad"
              + " instead");
    }
    result.function =
        GradFn.of(step, Array.ofAll(followed).map(k -> operands[k].requiredFunction()));
    return result;
  }

  /// Why a result that is not recorded requires no gradient. What its operands suffered from is
  /// passed on.
  private static Untracked untracked(Mode mode, boolean followed, Variable... operands) {
    if (followed) return mode == Mode.INFERENCE ? Untracked.INFERENCE : Untracked.NO_GRAD;
    for (var operand : operands) if (operand.untracked.isPassedOn()) return operand.untracked;
    return Untracked.CONSTANT;
  }

  private GradFn requiredFunction() {
    if (function == null) throw new AssertionError("requires no gradient");
    return function;
  }

  public Tensor value() {
    return value;
  }

  public Shape shape() {
    return value.shape();
  }

  public DType dtype() {
    return value.dtype();
  }

  /// The one element.
  public double item() {
    return value.item();
  }

  /// Whether this was not computed from anything that requires a gradient.
  public boolean isLeaf() {
    return function == null || function.variable() != null;
  }

  public boolean requiresGrad() {
    return function != null;
  }

  /// From now on; what was computed before is not changed by it. Hooks stay.
  ///
  /// @return this
  /// @throws IllegalArgumentException unless the type is FLOAT32 or FLOAT64
  /// @throws IllegalStateException for `false` if this is not a leaf
  public Variable requiresGrad(boolean requires) {
    if (requires == requiresGrad()) return this;
    if (!requires) {
      requireLeaf("requiresGrad", "only leaves can be told to require none; use detach()");
      function = null;
      return this;
    }
    if (!dtype().isDifferentiable()) {
      throw new IllegalArgumentException(
          "requiresGrad: only FLOAT32 and FLOAT64 can require a gradient, this is "
              + dtype()
              + "; convert it with toDType(DType.FLOAT64)");
    }
    if (inference && Mode.current() != Mode.INFERENCE) {
      throw new IllegalStateException(
          "requiresGrad: this was made in inferenceMode; make it outside, or use"
              + " Variable.parameter(x.value())");
    }
    if (accumulation == null) accumulation = GradFn.accumulationInto(this);
    function = accumulation;
    return this;
  }

  /// The gradient that has been accumulated; null before the first `backward()` and after
  /// [#zeroGrad()].
  ///
  /// @throws IllegalStateException for a result that does not retain its gradient
  public @Nullable Tensor grad() {
    var gradient = gradVariable();
    return gradient == null ? null : gradient.value;
  }

  /// The gradient as a variable, which after `createGraph` can be differentiated in turn.
  ///
  /// @throws IllegalStateException for a result that does not retain its gradient
  public @Nullable Variable gradVariable() {
    if (!retains) {
      requireLeaf(
          "grad",
          "which keeps no gradient: call retainGrad() on it before backward(), or ask"
              + " Imperative.grad for it");
    }
    return gradient;
  }

  /// Keeps the gradient of a result too.
  ///
  /// @throws IllegalStateException if this requires no gradient
  public void retainGrad() {
    requireTracked("retainGrad").retain(this);
    retains = true;
  }

  /// Lets `hook` see the gradient of this on its way, and go on with what it returns. Under
  /// `createGraph` that is differentiated too.
  ///
  /// @return takes the hook away again
  /// @throws IllegalStateException if this requires no gradient
  public Runnable registerHook(Function1<Tensor, Tensor> hook) {
    return requireTracked("registerHook").add(hook);
  }

  /// What made this; null for a leaf, as in PyTorch. The accumulation into a leaf is among the
  /// [next functions][GradFn#nextFunctions()] of what was computed from it.
  public @Nullable GradFn gradFn() {
    return isLeaf() ? null : function;
  }

  /// The same value as a leaf that requires no gradient. A later `set` changes one of the two only.
  public Variable detach() {
    return new Variable(value, Untracked.DETACHED);
  }

  /// Forgets the gradient.
  public void zeroGrad() {
    gradient = null;
  }

  /// Another value in place of this one, of the same shape and type. Under `noGrad` only, so that
  /// no change goes by unnoticed; what saved the old value refuses to go backward.
  ///
  /// @throws IllegalStateException outside `noGrad`, or if this is not a leaf
  /// @throws IllegalArgumentException if shape or type differ
  public void set(Tensor value) {
    if (Mode.current() == Mode.GRAD) {
      throw new IllegalStateException(
          "set: a variable of shape "
              + shape()
              + " is changed in place while operations are recorded; write"
              + " Imperative.noGrad(() -> x.set(...))");
    }
    requireLeaf("set", "only leaves can be changed");
    if (value.dtype() != dtype() || !value.shape().equals(shape())) {
      throw new IllegalArgumentException(
          "set: the value is "
              + value.dtype()
              + " "
              + value.shape()
              + ", but the variable is "
              + dtype()
              + " "
              + shape());
    }
    Dense.compute(List.of(value));
    this.value = value;
    version++;
  }

  /// Adds the derivatives of this in all leaves to their gradients, and releases what was saved.
  ///
  /// @throws IllegalStateException if this has more than one element, requires no gradient, or its
  ///   saved values were released or changed
  public void backward() {
    backward(BackwardOptions.of());
  }

  /// The same from a cotangent of this shape and type.
  public void backward(Tensor cotangent) {
    backward(BackwardOptions.of().withCotangent(cotangent));
  }

  public void backward(BackwardOptions options) {
    Backward.accumulate(this, options);
  }

  /// Converted to another type, as [Tensor#toDType].
  public Variable toDType(DType dtype) {
    return apply("toDType", xs -> xs[0].toDType(dtype), this);
  }

  @Override
  public Variable lift(Function1<Tensor, Tensor> f) {
    return apply(Door.name(), xs -> f.apply(xs[0]), this);
  }

  @Override
  public Variable lift(Variable y, Function2<Tensor, Tensor, Tensor> f) {
    return apply(Door.name(), xs -> f.apply(xs[0], xs[1]), this, y);
  }

  @Override
  public Variable lift(Variable y, Variable z, Function3<Tensor, Tensor, Tensor, Tensor> f) {
    return apply(Door.name(), xs -> f.apply(xs[0], xs[1], xs[2]), this, y, z);
  }

  /// Each result is recorded as an operation of its own.
  @Override
  public Seq<Variable> liftAll(Function1<Tensor, Seq<Tensor>> f) {
    return applyAll(Door.name(), xs -> f.apply(xs[0]), this);
  }

  /// The operation or accumulation that a cotangent of this goes through; null if it requires none.
  @Nullable GradFn function() {
    return function;
  }

  /// This, as it was when it had that value: no later `set` changes it.
  Variable holding(Tensor value) {
    var held = new Variable(value, untracked);
    held.function = function;
    return held;
  }

  int version() {
    return version;
  }

  /// Adds a gradient, or for a result keeps it.
  Variable accumulated(Variable part) {
    gradient = gradient == null ? part : gradient.plus(part);
    return gradient;
  }

  /// What follows the words for this.
  String whyNot() {
    return " of shape " + shape() + " requires no gradient; it is " + untracked.reason();
  }

  private GradFn requireTracked(String who) {
    if (function != null) return function;
    throw new IllegalStateException(
        who + ": the variable of shape " + shape() + " requires no gradient");
  }

  private void requireLeaf(String who, String instead) {
    if (isLeaf()) return;
    throw new IllegalStateException(
        who
            + ": this is no leaf but the result of "
            + requiredFunction().name()
            + ", of shape "
            + shape()
            + ", "
            + instead);
  }

  @Override
  public String toString() {
    if (function == null) return value.toString();
    return value + (isLeaf() ? " requiresGrad" : " gradFn=" + function.name());
  }
}
