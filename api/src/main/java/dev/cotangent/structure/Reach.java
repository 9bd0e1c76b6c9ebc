package dev.cotangent.structure;

import dev.cotangent.Tensor;
import io.vavr.Tuple;
import io.vavr.collection.Traversable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where tensors can be, whether or not a structure finds them there: what it does not find must
/// not ride along.
final class Reach {
  private final Set<Type> seen = new HashSet<>();

  private Reach() {}

  /// Whether the fields of a type, or those of their types and so on, can hold a tensor. What an
  /// open interface will hold is not known before there is a value.
  static boolean tensors(Type type) {
    return new Reach().of(type);
  }

  private boolean of(Type type) {
    if (type == Tensor.class) return true;
    if (!seen.add(type)) return false;
    return switch (type) {
      case Class<?> c when c.isArray() -> of(c.getComponentType());
      case Class<?> c -> ofClass(c);
      case GenericArrayType array -> of(array.getGenericComponentType());
      case WildcardType wildcard -> any(wildcard.getUpperBounds());
      case TypeVariable<?> variable -> any(variable.getBounds());
      case ParameterizedType generic ->
          !isFunction((Class<?>) generic.getRawType())
              && (any(generic.getActualTypeArguments()) || of(generic.getRawType()));
      default -> false;
    };
  }

  private boolean any(Type... types) {
    return Arrays.stream(types).anyMatch(this::of);
  }

  private boolean ofClass(Class<?> type) {
    if (isOfJava(type) || isFunction(type)) return false;
    var product = Product.of(type);
    if (product != null) return product.components().exists(c -> of(c.type()));
    if (type.isSealed() && any(type.getPermittedSubclasses())) return true;
    for (Class<?> c = type; c != null && !isOfJava(c); c = c.getSuperclass()) {
      for (var field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && of(field.getGenericType())) return true;
      }
    }
    return false;
  }

  /// Whether a value holds a tensor: a collection in its elements, a record or data class in its
  /// components, another class in its fields as they are declared. A function holds none, even if
  /// it is of a class with such fields.
  static boolean tensorsIn(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Tensor _ -> true;
      case Collection<?> elements -> elements.stream().anyMatch(Reach::tensorsIn);
      case Map<?, ?> map -> tensorsIn(map.values());
      case Object[] array -> tensorsIn(Arrays.asList(array));
      case Traversable<?> elements ->
          elements.hasDefiniteSize() && elements.exists(Reach::tensorsIn);
      case Tuple tuple -> tuple.toSeq().exists(Reach::tensorsIn);
      default -> tensorsInFields(value);
    };
  }

  private static boolean tensorsInFields(Object value) {
    var type = value.getClass();
    if (isOfJava(type)) return false;
    var product = Product.of(value.getClass());
    if (product != null) return product.components().exists(c -> tensorsIn(c.read(value)));
    return !actsAsFunction(type) && tensors(type);
  }

  /// A class of Java's own has no field of a type that it does not know.
  private static boolean isOfJava(Class<?> type) {
    return type.getClassLoader() == null;
  }

  private static boolean actsAsFunction(Class<?> type) {
    if (type.isHidden()) return true; // a lambda, of whatever interface
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (Arrays.stream(c.getInterfaces()).anyMatch(i -> isFunction(i) || actsAsFunction(i))) {
        return true;
      }
    }
    return false;
  }

  /// A function from tensors to tensors holds none. Kotlin's bear no annotation.
  static boolean isFunction(Class<?> type) {
    return type.isAnnotationPresent(FunctionalInterface.class)
        || type.getPackageName().equals("kotlin.jvm.functions");
  }
}
