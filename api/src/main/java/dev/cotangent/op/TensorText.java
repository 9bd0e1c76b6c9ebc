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
    return scientific ? scientific(values, dtype) : positional(values, dtype);
  }

  /// As Python writes a number: all digits, positional from 1e-4 up to 1e16.
  private static String scalar(double value, DType dtype) {
    if (!dtype.isDifferentiable()) return whole(new double[] {value}, dtype).get(0);
    double size = Math.abs(value);
    if (!Double.isFinite(value)) return unusual(value);
    if (size != 0 && (size < 1e-4 || size >= 1e16)) {
      var shortest = shortest(value, dtype);
      return scientific(value, shortest, shortest.precision() - 1, 2).replace(".e", "e");
    }
    var text = sign(value) + trimmed(shortest(value, dtype));
    return text.endsWith(".") ? text + "0" : text;
  }

  /// The shortest digits that read back as the same number of the type; without a sign.
  private static BigDecimal shortest(double value, DType dtype) {
    var text = dtype == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    return new BigDecimal(text).abs().stripTrailingZeros();
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value).abs();
  }

  private static String sign(double value) {
    return value < 0 || 1 / value < 0 ? "-" : "";
  }

  private static String unusual(double value) {
    return Double.isNaN(value) ? "nan" : sign(value) + "inf";
  }

  /// With the digits of the one that needs most, and zeros before the shorter exponents.
  private static List<String> scientific(double[] values, DType dtype) {
    int digits = 0;
    int exponent = 2;
    for (double value : values) {
      if (!Double.isFinite(value) || value == 0) continue;
      var size = shortest(value, dtype);
      if (size.precision() > PRECISION + 1) {
        size = exact(value).round(significant(PRECISION)).stripTrailingZeros();
      }
      digits = Math.max(digits, size.precision() - 1);
      exponent = Math.max(exponent, String.valueOf(Math.abs(exponent(size))).length());
    }
    var cells = new ArrayList<String>();
    for (double value : values) {
      cells.add(
          Double.isFinite(value)
              ? scientific(value, exact(value), digits, exponent)
              : unusual(value));
    }
    return padded(cells);
  }

  /// @param digits after the point
  /// @param width of the exponent, at least
  private static String scientific(double value, BigDecimal size, int digits, int width) {
    var rounded = size.round(significant(digits));
    int exponent = size.signum() == 0 ? 0 : exponent(rounded);
    var text =
        rounded.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    var power = String.valueOf(Math.abs(exponent));
    return sign(value)
        + text
        + (digits == 0 ? "." : "")
        + (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, width - power.length()))
        + power;
  }

  private static MathContext significant(int digits) {
    return new MathContext(digits + 1, RoundingMode.HALF_EVEN);
  }

  private static int exponent(BigDecimal size) {
    return size.precision() - size.scale() - 1;
  }

  /// Points below each other, and blanks after the last digit.
  private static List<String> positional(double[] values, DType dtype) {
    var cells = new ArrayList<String>();
    int digits = 0; // after the point
    for (double value : values) {
      cells.add(Double.isFinite(value) ? positional(value, dtype) : unusual(value));
      digits = Math.max(digits, digits(cells.getLast()));
    }
    for (int k = 0; k < cells.size(); k++) {
      var cell = cells.get(k);
      if (cell.indexOf('.') >= 0) cells.set(k, cell + " ".repeat(digits - digits(cell)));
    }
    return padded(cells);
  }

  /// Where digits are cut, the number itself is rounded, not what its shortest digits say.
  private static String positional(double value, DType dtype) {
    var size = shortest(value, dtype);
    if (size.scale() > PRECISION) size = exact(value).setScale(PRECISION, RoundingMode.HALF_EVEN);
    return sign(value) + trimmed(size);
  }

  /// Without trailing zeros, but always with a point.
  private static String trimmed(BigDecimal size) {
    var stripped = size.stripTrailingZeros();
    var text = (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    return text.contains(".") ? text : text + ".";
  }

  private static int digits(String cell) {
    int point = cell.indexOf('.');
    return point < 0 ? 0 : cell.length() - point - 1;
  }
}
