package dev.cotangent.laws;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A function of `x` and `y` as a document writes it, in Java: calls of methods with tensors,
/// numbers, truth values and types. Read anew at every call, under whatever transformation.
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
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) at++;
    return text.substring(start, at);
  }

  private Object value() {
    if (!Character.isLetter(text.charAt(at))) return number();
    var name = word();
    Object value =
        switch (name) {
          case "x" -> operands.get(0);
          case "y" -> operands.get(1);
          case "true", "false" -> Boolean.valueOf(name);
          case "inf" -> Double.POSITIVE_INFINITY;
          case "Tensor" -> call(null);
          default -> DType.valueOf(name);
        };
    while (at < text.length() && text.charAt(at) == '.') value = call(value);
    return value;
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "-.0123456789".indexOf(text.charAt(at)) >= 0) at++;
    if (start == at) throw unreadable();
    return Double.valueOf(text.substring(start, at));
  }

  private Object call(@Nullable Object receiver) {
    if (!skip(".")) throw unreadable();
    var name = word();
    if (!skip("(")) throw unreadable();
    Seq<Object> arguments = Array.empty();
    while (!skip(")")) {
      arguments = arguments.append(value());
      skip(",");
    }
    Class<?> type = receiver instanceof Seq ? Seq.class : Tensor.class;
    for (var method : type.getMethods()) {
      if (!method.getName().equals(name) || method.isSynthetic()) continue;
      var fitting = fit(method, arguments);
      if (fitting.isPresent()) return invoke(method, receiver, fitting.get());
    }
    throw new IllegalArgumentException("no " + name + arguments.mkString("(", ", ", ")"));
  }

  private static Object invoke(Method method, @Nullable Object receiver, Object[] arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// The arguments as a method takes them; the last parameter may gather the rest.
  private static Optional<Object[]> fit(Method method, Seq<Object> arguments) {
    var types = method.getParameterTypes();
    int fixed = method.isVarArgs() ? types.length - 1 : types.length;
    if (arguments.size() < fixed || arguments.size() > fixed && !method.isVarArgs()) {
      return Optional.empty();
    }
    var fitted = new Object[types.length];
    for (int k = 0; k < fixed; k++) {
      var argument = fit(types[k], arguments.get(k));
      if (argument.isEmpty()) return Optional.empty();
      fitted[k] = argument.get();
    }
    if (method.isVarArgs()) {
      var type = types[fixed].getComponentType();
      var rest = arguments.drop(fixed).map(argument -> fit(type, argument));
      if (rest.exists(Optional::isEmpty)) return Optional.empty();
      var gathered = java.lang.reflect.Array.newInstance(type, rest.size());
      for (int k = 0; k < rest.size(); k++) {
        java.lang.reflect.Array.set(gathered, k, rest.get(k).orElseThrow());
      }
      fitted[fixed] = gathered;
    }
    return Optional.of(fitted);
  }

  private static Optional<Object> fit(Class<?> type, Object argument) {
    if (argument instanceof Double number) {
      if (type == double.class) return Optional.of(number);
      boolean whole = type == int.class && number == number.intValue();
      return whole ? Optional.of(number.intValue()) : Optional.empty();
    }
    boolean fits = argument instanceof Boolean ? type == boolean.class : type.isInstance(argument);
    return fits ? Optional.of(argument) : Optional.empty();
  }
}
