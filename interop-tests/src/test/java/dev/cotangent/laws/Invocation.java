package dev.cotangent.laws;

import dev.cotangent.Tensor;
import io.vavr.collection.Seq;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/// Calls of public methods by name, whichever form takes the arguments.
final class Invocation {
  private Invocation() {}

  /// @param receiver an object, or a class for its static methods
  static Object of(Object receiver, String name, Seq<Object> arguments) {
    for (var method : type(receiver).getMethods()) {
      if (!method.getName().equals(name) || method.isSynthetic()) continue;
      var fitting = fit(method, arguments);
      if (fitting.isPresent()) return invoke(method, receiver, fitting.get());
    }
    throw new IllegalArgumentException("no " + name + arguments.mkString("(", ", ", ")"));
  }

  /// A class that may be looked into.
  private static Class<?> type(Object receiver) {
    if (receiver instanceof Class<?> type) return type;
    if (receiver instanceof Tensor) return Tensor.class;
    return receiver instanceof Seq ? Seq.class : receiver.getClass();
  }

  private static Object invoke(Method method, Object receiver, Object[] arguments) {
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
      var gathered = Array.newInstance(type, rest.size());
      for (int k = 0; k < rest.size(); k++) Array.set(gathered, k, rest.get(k).orElseThrow());
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
    if (argument instanceof Tensor x && type == int[].class) return Optional.of(row(x));
    if (argument instanceof Tensor x && type == int[][].class) {
      var rows = new int[x.shape().dim(0)][];
      Arrays.setAll(rows, k -> row(x.get(k)));
      return Optional.of(rows);
    }
    boolean fits = argument instanceof Boolean ? type == boolean.class : type.isInstance(argument);
    return fits ? Optional.of(argument) : Optional.empty();
  }

  private static int[] row(Tensor x) {
    return Arrays.stream(x.toDoubleArray()).mapToInt(number -> (int) number).toArray();
  }
}
