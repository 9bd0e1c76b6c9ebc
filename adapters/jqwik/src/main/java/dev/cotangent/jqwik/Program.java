package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// A function that is a graph of operations: each step works on inputs and on results of steps
/// before it, and the last step gives the result. It takes inputs of any shapes without empty axes.
public final class Program implements Function1<Seq<Tensor>, Tensor> {
  private static final long serialVersionUID = 1;

  private final int inputs;
  private final transient Seq<Step> steps;

  Program(int inputs, Seq<Step> steps) {
    this.inputs = inputs;
    this.steps = steps;
  }

  /// @param first and second: which of the values so far, counted around
  /// @param choice of an axis
  record Step(Instruction instruction, int first, int second, int choice) {}

  /// How many tensors it takes.
  public int inputs() {
    return inputs;
  }

  /// @throws IllegalArgumentException if it takes another number of tensors
  @Override
  public Tensor apply(Seq<Tensor> x) {
    if (x.size() != inputs) {
      throw new IllegalArgumentException(
          "a program of " + inputs + " inputs was given " + x.size());
    }
    Seq<Tensor> values = Array.ofAll(x);
    for (var step : steps) {
      int n = values.size();
      var value =
          step.instruction.apply(
              values.get(step.first % n), values.get(step.second % n), step.choice);
      values = values.append(value);
    }
    return values.last();
  }

  /// A line for each step, as in `%2 = TIMES(%0, %1)`.
  @Override
  public String toString() {
    var lines = Array.range(0, inputs).map(k -> "%" + k + " = input");
    for (var step : steps) lines = lines.append(line(step, lines.size()));
    return lines.mkString("\n");
  }

  private static String line(Step step, int n) {
    return "%"
        + n
        + " = "
        + step.instruction
        + "(%"
        + step.first % n
        + ", %"
        + step.second % n
        + ")"
        + " choice "
        + step.choice;
  }
}
