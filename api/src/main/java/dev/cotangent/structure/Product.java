package dev.cotangent.structure;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A class whose values are their components and nothing else, so that they can be taken apart and
/// put together again: a record, or a data class of Kotlin.
///
/// A data class is known by what its compiler writes into it: an annotation, `component1` and so
/// on, a constructor that takes as much, and `copy`. So nothing of Kotlin is needed here.
record Product<P>(Class<P> type, Constructor<P> constructor, Seq<Component> components) {
  /// @param mayBeNull whether the component may be absent: in Kotlin a type says so, and its
  ///   constructor sees to it
  record Component(String name, Method accessor, boolean mayBeNull) {
    Type type() {
      return accessor.getGenericReturnType();
    }

    /// What the component holds, which may be null as far as Java knows.
    Object read(Object p) {
      try {
        return accessor.invoke(p);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("cannot read " + accessor, e);
      } catch (InvocationTargetException e) {
        throw rethrown(e, "cannot read " + accessor);
      }
    }
  }

  /// The class taken apart, or null if it is neither a record nor a data class.
  static <P> @Nullable Product<P> of(Class<P> type) {
    var components = type.isRecord() ? components(type) : dataComponents(type);
    if (components.isEmpty() && !type.isRecord()) return null;
    var types =
        components.<Class<?>>map(c -> c.accessor.getReturnType()).toJavaArray(Class<?>[]::new);
    if (!type.isRecord() && !hasCopy(type, types)) return null;
    try {
      var constructor = type.getDeclaredConstructor(types);
      if (!constructor.trySetAccessible()) throw closed(type);
      components.map(Component::accessor).forEach(AccessibleObject::trySetAccessible);
      return new Product<>(type, constructor, components);
    } catch (NoSuchMethodException e) {
      if (!type.isRecord()) return null;
      throw new IllegalStateException("a record without its canonical constructor: " + type, e);
    }
  }

  private static IllegalArgumentException closed(Class<?> type) {
    return new IllegalArgumentException(
        "Structure.record: "
            + type.getName()
            + " lies in a module that does not let it be taken apart: write `opens "
            + type.getPackageName()
            + " to dev.cotangent;` into its module-info, or implement Structure for it");
  }

  P build(Seq<Object> parts) {
    try {
      return constructor.newInstance(parts.toJavaArray());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot build " + constructor.getDeclaringClass(), e);
    } catch (InvocationTargetException e) {
      throw rethrown(e, "cannot build " + constructor.getDeclaringClass());
    }
  }

  private static Seq<Component> components(Class<?> record) {
    return Array.of(record.getRecordComponents())
        .map(c -> new Component(c.getName(), c.getAccessor(), false));
  }

  private static Seq<Component> dataComponents(Class<?> type) {
    if (!isOfKotlin(type)) return Array.empty();
    var methods = Arrays.asList(type.getDeclaredMethods());
    Seq<Component> components = Array.empty();
    for (var next = component(methods, 1);
        next != null;
        next = component(methods, next(components))) {
      components = components.append(new Component("component" + next(components), next, true));
    }
    return components;
  }

  private static boolean isOfKotlin(Class<?> type) {
    return Array.of(type.getDeclaredAnnotations())
        .exists(annotation -> annotation.annotationType().getName().equals("kotlin.Metadata"));
  }

  private static int next(Seq<Component> components) {
    return components.size() + 1;
  }

  /// The method of that number. The names of internal components, and of those whose type is an
  /// inline class, go on after it.
  private static @Nullable Method component(List<Method> methods, int number) {
    var name = "component" + number;
    for (var method : methods) {
      if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) continue;
      var rest =
          method.getName().startsWith(name) ? method.getName().substring(name.length()) : "?";
      if (rest.isEmpty() || rest.startsWith("$") || rest.startsWith("-")) return method;
    }
    return null;
  }

  /// `copy` has default arguments, which the compiler writes as a static method: the value to copy,
  /// the components, and which of them to take from the value.
  private static boolean hasCopy(Class<?> type, Class<?>[] components) {
    for (var method : type.getDeclaredMethods()) {
      if (!method.getName().startsWith("copy") || !method.getName().endsWith("$default")) continue;
      var parameters = method.getParameterTypes();
      if (parameters.length > components.length + 1
          && parameters[0] == type
          && Arrays.equals(
              parameters, 1, components.length + 1, components, 0, components.length)) {
        return true;
      }
    }
    return false;
  }

  /// What the user's own accessor or constructor threw is the user's to see.
  private static RuntimeException rethrown(InvocationTargetException e, String message) {
    if (e.getCause() instanceof RuntimeException cause) return cause;
    return new IllegalStateException(message, e.getCause());
  }
}
