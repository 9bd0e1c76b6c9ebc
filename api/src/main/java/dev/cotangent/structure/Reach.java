package dev.cotangent.structure;

import dev.cotangent.Tensor;
import io.vavr.Tuple;
import io.vavr.collection.Traversable;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where tensors can be, whether or not a structure finds them there: what it does not find must
/// not ride along.
final class Reach {
  private final Set<Type> seen = new HashSet<>();
  private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());

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
      if (c.getGenericSuperclass() instanceof ParameterizedType generic && of(generic)) return true;
      if (fields(c).anyMatch(field -> of(field.getGenericType()))) return true;
    }
    return false;
  }

  private static Stream<Field> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()));
  }

  /// Whether a value holds a tensor: a collection in its elements, a record or data class in its
  /// components, another class in its fields as they are declared, and where that does not tell, in
  /// what they hold. A function holds none, even if it is of a class with such fields.
  static boolean tensorsIn(@Nullable Object value) {
    return new Reach().in(value);
  }

  private boolean in(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Tensor _ -> true;
      case Collection<?> elements -> elements.stream().anyMatch(this::in);
      case Map<?, ?> map -> in(map.keySet()) || in(map.values());
      case Map.Entry<?, ?> entry -> in(entry.getKey()) || in(entry.getValue());
      case Optional<?> optional -> in(optional.orElse(null));
      case AtomicReference<?> reference -> in(reference.get());
      case Reference<?> reference -> in(reference.get());
      case Object[] array -> in(Arrays.asList(array));
      case Traversable<?> elements -> elements.hasDefiniteSize() && elements.exists(this::in);
      case Tuple tuple -> tuple.toSeq().exists(this::in);
      default -> met.add(value) && inFields(value);
    };
  }

  private boolean inFields(Object value) {
    var type = value.getClass();
    if (isOfJava(type)) return false;
    var product = Product.of(type);
    if (product != null) return product.components().exists(c -> in(c.read(value)));
    if (actsAsFunction(type)) return false;
    if (tensors(type)) return true;
    for (Class<?> c = type; c != null && !isOfJava(c); c = c.getSuperclass()) {
      if (fields(c).filter(Reach::isOpen).anyMatch(field -> in(held(field, value)))) return true;
    }
    return false;
  }

  /// Whether only a value can tell what a field holds.
  private static boolean isOpen(Field field) {
    return field.getGenericType() instanceof TypeVariable<?>
        || field.getType() == Object.class
        || field.getType().isInterface();
  }

  /// Null also for a field that is closed to us.
  private static @Nullable Object held(Field field, Object value) {
    try {
      return field.trySetAccessible() ? field.get(value) : null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
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
