package dev.cotangent.docs.guide;

import dev.cotangent.Losses;
import dev.cotangent.Tensor;
import dev.cotangent.imperative.Variable;

/// The first examples that everyone meets in PyTorch, for docs/coming-from-pytorch.md, which shows
/// what this prints.
public final class PytorchExamples {
  private PytorchExamples() {}

  static void main() {
    sum();
    cubesAndSquares();
    squaredErrorOfALine();
    constantData();
    declaredFirst();
  }

  private static void sum() {
    IO.println("1. a sum");
    var a = Variable.parameter(Tensor.of(1));
    var b = Variable.parameter(Tensor.of(2));
    var c = a.plus(b);
    c.backward();
    IO.println("c = " + c.value() + ", made by " + c.gradFn());
    IO.println("a.grad = " + a.grad() + ", b.grad = " + b.grad());
  }

  private static void cubesAndSquares() {
    IO.println("2. cubes and squares");
    var a = Variable.parameter(Tensor.of(2, 3));
    var b = Variable.parameter(Tensor.of(6, 4));
    var q = a.pow(3).times(3).minus(b.square());
    q.backward(Tensor.of(1, 1));
    IO.println("q = " + q.value() + ", a.grad = " + a.grad() + ", b.grad = " + b.grad());
  }

  private static void squaredErrorOfALine() {
    IO.println("3. squared error of a line");
    var w = Variable.parameter(Tensor.scalar(2));
    var x = Variable.constant(Tensor.scalar(3));
    var b = Variable.parameter(Tensor.scalar(1));
    var loss = w.times(x).plus(b).minus(10).square();
    loss.backward();
    IO.println("loss = " + loss.item() + ", w.grad = " + w.grad() + ", b.grad = " + b.grad());
  }

  private static void constantData() {
    IO.println("4. data that requires no gradient has none");
    var x = Variable.constant(Tensor.of(1));
    var w = Variable.parameter(Tensor.of(2));
    var b = Variable.parameter(Tensor.of(0.5));
    var loss = w.times(x).plus(b).minus(3).square();
    loss.backward();
    IO.println("loss = " + loss.item() + ", w.grad = " + w.grad() + ", b.grad = " + b.grad());
    IO.println("x.grad = " + x.grad());
  }

  private static void declaredFirst() {
    IO.println("5. requiresGrad comes first");
    var x = Variable.constant(Tensor.of(3));
    var w = Variable.constant(Tensor.of(2));
    var target = Variable.constant(Tensor.ones(1));
    var late = x.times(w).lift(target, Losses::mse);
    w.requiresGrad(true);
    try {
      late.backward();
    } catch (IllegalStateException e) {
      IO.println("refused, for it was computed before");
    }
    var loss = x.times(w).lift(target, Losses::mse);
    loss.backward();
    IO.println("loss = " + loss.item() + ", w.grad = " + w.grad());
  }
}
