package dev.cotangent;

import io.vavr.collection.Seq;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Where NaN, infinity or zero entered a gradient; printed, it is a report.
///
/// @param value of the function
/// @param gradient of the function
/// @param findings one for each kind that there is: the operation that made it first on the way
///   back from the value
/// @param isConnected whether a derivative flows from the value to the argument at all; if not, the
///   gradient is zero without any operation having made it so
public record Explanation(
    Tensor value, Tensor gradient, Seq<Finding> findings, boolean isConnected) {
  /// What can go wrong with a cotangent.
  public enum Kind {
    /// Not a number.
    NAN("NaN"),
    /// Infinite, of either sign.
    INFINITE("infinity"),
    /// Zero, so that nothing flows on.
    ZERO("zero");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// One operation, and what it made of the cotangent that reached it.
  ///
  /// @param source the line of the program that called the operation, as in `Model.java:12`; empty
  ///   if there is none
  /// @param operands what the operation was called with
  /// @param arrived the cotangents of its results
  /// @param operand whose cotangent it made
  /// @param sent that cotangent
  /// @param path the operations from the value to this one, with shapes and sources
  public record Finding(
      Kind kind,
      String operation,
      String source,
      Seq<Tensor> operands,
      Seq<Tensor> arrived,
      int operand,
      Tensor sent,
      Seq<String> path) {
    private static final int SHOWN = 12;

    /// The position of the first element in question, row-major.
    public int[] position() {
      var values = sent.toDoubleArray();
      int at = 0;
      while (at < values.length - 1 && !is(values[at])) at++;
      var dims = sent.shape().toArray();
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        int dim = dims[axis];
        dims[axis] = at % dim;
        at /= dim;
      }
      return dims;
    }

    private boolean is(double value) {
      return switch (kind) {
        case NAN -> Double.isNaN(value);
        case INFINITE -> Double.isInfinite(value);
        case ZERO -> value == 0;
      };
    }

    @Override
    public String toString() {
      var place = source.isEmpty() ? "" : " at " + source;
      var position =
          sent.rank() == 0
              ? ""
              : Arrays.stream(position())
                  .mapToObj(String::valueOf)
                  .collect(Collectors.joining(", ", ", at position (", ")"));
      return kind
          + ": first made by "
          + operation
          + place
          + ", in the cotangent of operand "
          + operand
          + position
          + operands.zipWithIndex().map(x -> line("operand " + x._2, x._1)).mkString()
          + arrived.map(ct -> line("cotangent that arrived", ct)).mkString()
          + line("cotangent that it made", sent)
          + "\n  path from the value: "
          + path.take(SHOWN).mkString(" <- ")
          + (path.size() > SHOWN ? " <- ... " + (path.size() - SHOWN) + " more" : "");
    }

    private static String line(String name, Tensor x) {
      var text = x.toString().replace("\n", "\n    ");
      return "\n  " + name + " " + x.shape() + (text.contains("\n") ? ":\n    " : ": ") + text;
    }
  }

  /// Is the gradient free of NaN, infinity and zeros?
  public boolean isClean() {
    return isConnected && findings.isEmpty();
  }

  @Override
  public String toString() {
    var head = "value " + value + ", gradient " + gradient.shape() + "\n";
    if (!isConnected) {
      return head
          + "zero: no operation through which a derivative flows leads from the argument to the"
          + " value";
    }
    if (findings.isEmpty()) return head + "no NaN, infinity or zero in the gradient";
    return head + findings.mkString("\n");
  }
}
