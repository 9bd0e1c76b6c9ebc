package dev.cotangent.laws;

import dev.cotangent.Conv;
import dev.cotangent.DType;
import dev.cotangent.Losses;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// A function of `x` and `y` as a document writes it, in Java but for arrays, which stand between
/// brackets: calls of methods with tensors, numbers, arrays, texts, truth values and types. Read
/// anew at every call, under whatever transformation.
final class Expression {
  private final String text;
  private final Seq<Tensor> operands;
  private int at;

  private Expression(String text, Seq<Tensor> operands) {
    this.text = text.replace(" ", "");
    this.operands = operands;
  }

  static Function1<Seq<Tensor>, Tensor> of(String text) {
    return operands -> {
      var expression = new Expression(text, operands);
      var value = (Tensor) expression.value();
      if (expression.at < expression.text.length()) throw expression.unreadable();
      return value;
    };
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException("cannot read " + text + " from position " + at);
  }

  private boolean skip(String expected) {
    boolean found = text.startsWith(expected, at);
    if (found) at += expected.length();
    return found;
  }

  private String word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) at++;
    return text.substring(start, at);
  }

  private Object value() {
    if (skip("\"")) return quoted();
    if (text.startsWith("[", at)) return Literal.tensor(bracketed());
    if (!Character.isLetter(text.charAt(at))) return number();
    var name = word();
    Object value =
        switch (name) {
          case "x" -> operands.get(0);
          case "y" -> operands.get(1);
          case "true", "false" -> Boolean.valueOf(name);
          case "inf" -> Double.POSITIVE_INFINITY;
          case "Tensor" -> call(Tensor.class);
          case "Losses" -> call(Losses.class);
          case "Conv" -> call(Conv.class);
          default -> DType.valueOf(name);
        };
    while (text.startsWith(".", at)) value = call(value);
    return value;
  }

  private String quoted() {
    int start = at;
    at = text.indexOf('"', start) + 1;
    return text.substring(start, at - 1);
  }

  private String bracketed() {
    int start = at;
    int depth = 0;
    do {
      char c = text.charAt(at++);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    } while (depth > 0);
    return text.substring(start, at);
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "-.0123456789".indexOf(text.charAt(at)) >= 0) at++;
    if (start == at) throw unreadable();
    return Double.valueOf(text.substring(start, at));
  }

  private Object call(Object receiver) {
    if (!skip(".")) throw unreadable();
    var name = word();
    if (!skip("(")) throw unreadable();
    Seq<Object> arguments = Array.empty();
    while (!skip(")")) {
      arguments = arguments.append(value());
      skip(",");
    }
    return Invocation.of(receiver, name, arguments);
  }
}
