package dev.cotangent.structure;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.structure.Containers.Composite;
import dev.cotangent.structure.Containers.Part;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.collection.Array;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;

/// Records as structures, read off their components' declared types.
public final class Records {
  private Records() {}

  public static <P> Structure<P> of(Class<P> type) {
    return of(type, HashMap.empty());
  }

  /// @param around the records whose components are being read: one that occurs in itself is its
  ///   own structure again
  private static <P> Structure<P> of(Class<P> type, Map<Class<?>, Structure<?>> around) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          "Structure.record: "
              + type.getName()
              + " is not a record (in Kotlin: @JvmRecord data class); implement Structure for it");
    }
    var components = type.getRecordComponents();
    var constructor = constructor(type, components);
    var structures = new Structure<?>[components.length];
    var structure =
        new Composite<P>(
            p -> {
              var parts = new Part<?>[components.length];
              for (int k = 0; k < parts.length; k++) {
                parts[k] = part(structures[k], components[k], p);
              }
              return Array.of(parts);
            },
            (_, parts) -> build(constructor, parts));
    var inside = around.put(type, structure);
    for (int k = 0; k < components.length; k++) {
      components[k].getAccessor().setAccessible(true);
      structures[k] = of(components[k].getGenericType(), inside);
    }
    return structure;
  }

  /// The structure of a record at hand, by what its components hold rather than what they declare.
  static <P extends Record> Structure<P> found(P value) {
    @SuppressWarnings("unchecked") // the class of the value
    var type = (Class<P>) value.getClass();
    var components = type.getRecordComponents();
    for (var component : components) component.getAccessor().setAccessible(true);
    var constructor = constructor(type, components);
    return new Composite<>(
        p -> Array.of(components).map(component -> found(read(component, p))),
        (_, parts) -> build(constructor, parts));
  }

  private static Part<?> found(Object held) {
    return new Part<>(Found.in(held), held);
  }

  private static <P> Constructor<P> constructor(Class<P> type, RecordComponent[] components) {
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its canonical constructor: " + type, e);
    }
  }

  @SuppressWarnings("unchecked") // the structure was made for the component's type
  private static Part<?> part(Structure<?> structure, RecordComponent component, Object p) {
    var value = read(component, p);
    if (value == null && structure != Containers.PASSENGER) {
      throw new IllegalArgumentException(
          "Structure.record: component "
              + component.getName()
              + " of "
              + component.getDeclaringRecord().getName()
              + " is null");
    }
    return new Part<>((Structure<Object>) structure, value);
  }

  private static Object read(RecordComponent component, Object p) {
    try {
      return component.getAccessor().invoke(p);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + component, e);
    } catch (InvocationTargetException e) {
      throw rethrown(e, "cannot read " + component);
    }
  }

  private static <P> P build(Constructor<P> constructor, Seq<Object> parts) {
    try {
      return constructor.newInstance(parts.toJavaArray());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot build " + constructor.getDeclaringClass(), e);
    } catch (InvocationTargetException e) {
      throw rethrown(e, "cannot build " + constructor.getDeclaringClass());
    }
  }

  /// What the user's own accessor or constructor threw is the user's to see.
  private static RuntimeException rethrown(InvocationTargetException e, String message) {
    if (e.getCause() instanceof RuntimeException cause) return cause;
    return new IllegalStateException(message, e.getCause());
  }

  /// The structure of a component; that of a type without tensors takes no part.
  @SuppressWarnings({"unchecked", "rawtypes"}) // the arguments are those of the type in hand
  private static Structure<?> of(Type type, Map<Class<?>, Structure<?>> around) {
    if (type == Tensor.class) return Structure.tensor();
    if (type instanceof Class<?> c && !c.isArray()) {
      if (!c.isRecord()) return Containers.PASSENGER;
      return around.get(c).getOrElse(() -> (Structure) of(c, around));
    }
    if (type instanceof WildcardType wildcard) return of(wildcard.getUpperBounds()[0], around);
    if (holdsTensors(type)) throw unknown(type);
    if (!(type instanceof ParameterizedType generic)) return Containers.PASSENGER;
    var parts =
        Arrays.stream(generic.getActualTypeArguments()).map(part -> of(part, around)).toList();
    if (parts.stream().allMatch(part -> part == Containers.PASSENGER)) return Containers.PASSENGER;
    var raw = (Class<?>) generic.getRawType();
    if (raw.isRecord()) return of(raw, around);
    boolean named = generic.getActualTypeArguments()[0] == String.class;
    if (named && raw == Map.class) return Structure.map(parts.get(1));
    if (named && raw == java.util.Map.class) return Structure.javaMap(parts.get(1));
    if (raw == Seq.class) return Structure.seq(parts.get(0));
    if (raw == List.class) return Structure.list(parts.get(0));
    var all = (List<Structure>) (List) parts;
    if (raw == Tuple2.class) return Containers.tuple(all.get(0), all.get(1));
    if (raw == Tuple3.class) return Containers.tuple(all.get(0), all.get(1), all.get(2));
    if (raw == Tuple4.class) {
      return Containers.tuple(all.get(0), all.get(1), all.get(2), all.get(3));
    }
    if (raw == Tuple5.class) {
      return Containers.tuple(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4));
    }
    throw unknown(type);
  }

  /// An array of what is not a passenger.
  private static boolean holdsTensors(Type type) {
    Type element =
        switch (type) {
          case GenericArrayType array -> array.getGenericComponentType();
          case Class<?> c when c.isArray() -> c.getComponentType();
          default -> Object.class;
        };
    return of(element, HashMap.empty()) != Containers.PASSENGER;
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException(
        "Structure.record: a component of type "
            + type.getTypeName()
            + " holds tensors in a way that is not known; use Tensor, a record, Seq, List, a map"
            + " from String, or a tuple");
  }
}
