package dev.cotangent.laws;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// Numbers and tensors as a document writes them: `-1/2`, `inf`, `nan`, `-π²/3`, `log 2`, and
/// between brackets, row by row.
final class Literal {
  private Literal() {}

  /// One tensor, or several between parentheses.
  static Seq<Tensor> tensors(String text) {
    return text.startsWith("(")
        ? parts(text.substring(1, text.length() - 1)).map(Literal::tensor).toArray()
        : Array.of(tensor(text));
  }

  static Tensor tensor(String text) {
    if (!text.startsWith("[")) return Tensor.scalar(number(text));
    var parts = parts(text.substring(1, text.length() - 1)).map(Literal::tensor);
    return parts.isEmpty() ? Tensor.of() : Tensor.stack(0, parts.toJavaArray(Tensor[]::new));
  }

  /// What stands between commas outside of brackets.
  private static Seq<String> parts(String text) {
    Seq<String> parts = Array.empty();
    int depth = 0;
    int start = 0;
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == '[') depth++;
      if (c == ']') depth--;
      if (c == ',' && depth == 0) {
        parts = parts.append(text.substring(start, k).strip());
        start = k + 1;
      }
    }
    return text.isBlank() ? parts : parts.append(text.substring(start).strip());
  }

  static double number(String text) {
    if (text.startsWith("-")) return -number(text.substring(1));
    int slash = text.indexOf('/');
    if (slash > 0) return number(text.substring(0, slash)) / number(text.substring(slash + 1));
    if (text.startsWith("log ")) return Math.log(number(text.substring(4)));
    if (text.startsWith("√")) return Math.sqrt(number(text.substring(1)));
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      case "π" -> Math.PI;
      case "π²" -> Math.PI * Math.PI;
      default -> Double.parseDouble(text);
    };
  }
}
