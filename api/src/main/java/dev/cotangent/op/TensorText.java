package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Tensors as text, in the manner of NumPy: nested brackets, columns aligned, at most 8 digits
/// after the point, and of more than 1,000 elements the first and last three along each axis.
final class TensorText {
  private static final int PRECISION = 8;
  private static final int SUMMARISED_ABOVE = 1000;
  private static final int EDGE = 3;
  private static final int LINE = 75;

  private final int[] dims;
  private final boolean summarised;
  private final List<String> cells = new ArrayList<>();
  private int next;

  private TensorText(Shape shape) {
    dims = shape.toArray();
    summarised = shape.size() > SUMMARISED_ABOVE;
  }

  static String of(Tensor x) {
    if (x.size() == 0) return "[] " + x.shape();
    if (x.rank() == 0) return scalar(x.item(), x.dtype());
    var text = new TensorText(x.shape());
    var shown = text.shown(x);
    text.cells.addAll(
        x.dtype().isDifferentiable() ? floating(shown, x.dtype()) : whole(shown, x.dtype()));
    var out = new StringBuilder();
    text.write(out, 0);
    return out.toString();
  }

  /// The elements that are printed, in order.
  private double[] shown(Tensor x) {
    var part = x.stopGradient();
    for (int axis = 0; axis < dims.length; axis++) {
      if (!summarised || dims[axis] <= 2 * EDGE) continue;
      int end = dims[axis];
      part =
          Tensor.concat(axis, part.slice(axis, 0, EDGE, 1), part.slice(axis, end - EDGE, end, 1));
    }
    return part.toDoubleArray();
  }

  private void write(StringBuilder out, int axis) {
    out.append('[');
    boolean gap = summarised && dims[axis] > 2 * EDGE;
    int count = gap ? 2 * EDGE : dims[axis];
    if (axis == dims.length - 1) writeRow(out, count, gap);
    else writeParts(out, axis, count, gap);
    out.append(']');
  }

  private void writeParts(StringBuilder out, int axis, int count, boolean gap) {
    var separator = "\n".repeat(dims.length - 1 - axis) + " ".repeat(axis + 1);
    for (int k = 0; k < count; k++) {
      if (k > 0) out.append(separator);
      if (gap && k == EDGE) out.append("...").append(separator);
      write(out, axis + 1);
    }
  }

  /// Breaks the line where the next word would not fit beside the closing brackets.
  private void writeRow(StringBuilder out, int count, boolean gap) {
    int indent = dims.length;
    int column = indent;
    for (int k = 0; k < count + (gap ? 1 : 0); k++) {
      var word = gap && k == EDGE ? "..." : cells.get(next++);
      if (column > indent) {
        column++;
        if (column + word.length() > LINE - indent) {
          while (out.charAt(out.length() - 1) == ' ') out.setLength(out.length() - 1);
          out.append('\n').append(" ".repeat(indent));
          column = indent;
        } else {
          out.append(' ');
        }
      }
      out.append(word);
      column += word.length();
    }
  }

  private static List<String> whole(double[] values, DType dtype) {
    var cells = new ArrayList<String>();
    for (double value : values) {
      cells.add(dtype == DType.BOOL ? String.valueOf(value != 0) : String.valueOf((int) value));
    }
    return padded(cells);
  }

  private static List<String> padded(List<String> cells) {
    int width = cells.stream().mapToInt(String::length).max().orElse(0);
    cells.replaceAll(cell -> " ".repeat(width - cell.length()) + cell);
    return cells;
  }

  /// Positional, unless the numbers are too large, too small or too far apart for that.
  private static List<String> floating(double[] values, DType dtype) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      double size = Math.abs(value);
      if (size == 0 || !Double.isFinite(size)) continue;
      largest = Math.max(largest, size);
      smallest = Math.min(smallest, size);
    }
    boolean scientific = largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000;
    if (largest == 0) scientific = false;
    var cells = new ArrayList<String>();
    for (double value : values) cells.add(number(value, dtype, scientific, PRECISION));
    return aligned(cells);
  }

  /// As Python writes a number: all digits, positional from 1e-4 up to 1e16.
  private static String scalar(double value, DType dtype) {
    if (!dtype.isDifferentiable()) return whole(new double[] {value}, dtype).get(0);
    double size = Math.abs(value);
    boolean scientific = size != 0 && (size < 1e-4 || size >= 1e16);
    if (scientific || !Double.isFinite(value)) {
      return number(value, dtype, true, 17).replace(".e", "e");
    }
    var text = number(value, dtype, false, 30);
    return text.endsWith(".") ? text + "0" : text;
  }

  private static String number(double value, DType dtype, boolean scientific, int precision) {
    if (Double.isNaN(value)) return "nan";
    if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
    // The shortest digits that read back as the same number of the type.
    var text = dtype == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    var size = new BigDecimal(text).abs();
    var sign = value < 0 || 1 / value < 0 ? "-" : "";
    if (!scientific) {
      return sign
          + trimmed(size.setScale(Math.min(size.scale(), precision), RoundingMode.HALF_EVEN));
    }
    if (size.signum() == 0) return sign + "0.e+00";
    size = size.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = size.precision() - size.scale() - 1;
    var digits = trimmed(size.movePointLeft(exponent));
    return sign
        + digits
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /// Without trailing zeros, but always with a point.
  private static String trimmed(BigDecimal size) {
    var stripped = size.stripTrailingZeros();
    var text = (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    return text.contains(".") ? text : text + ".";
  }

  /// Points below each other. After the last digit a positional number is filled with blanks, a
  /// scientific one with zeros before the exponent.
  private static List<String> aligned(List<String> cells) {
    int digits = 0; // after the point
    for (var cell : cells) digits = Math.max(digits, digits(cell));
    for (int k = 0; k < cells.size(); k++) {
      var cell = cells.get(k);
      if (cell.indexOf('.') < 0) continue; // an infinity or NaN
      int missing = digits - digits(cell);
      int exponent = cell.indexOf('e');
      var filled =
          exponent < 0
              ? cell + " ".repeat(missing)
              : cell.substring(0, exponent) + "0".repeat(missing) + cell.substring(exponent);
      cells.set(k, filled);
    }
    return padded(cells);
  }

  private static int digits(String cell) {
    int point = cell.indexOf('.');
    if (point < 0) return 0;
    int exponent = cell.indexOf('e');
    return (exponent < 0 ? cell.length() : exponent) - point - 1;
  }
}
