package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import io.vavr.Tuple;
import io.vavr.collection.Array;
import io.vavr.collection.HashMap;
import io.vavr.collection.IndexedSeq;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/// Gives jqwik what is made of tensors: records, whose components say with [TensorOf] what they
/// hold, and Vavr's tuples, sequences and maps. What holds no tensors is left to others, and so are
/// Kotlin's data classes unless they are `@JvmRecord`.
public final class StructureProvider implements ArbitraryProvider {
  private static final int LONGEST = 3;

  @Override
  public boolean canProvideFor(TypeUsage type) {
    return isStructure(type) && holdsTensors(type);
  }

  private static boolean isStructure(TypeUsage type) {
    var raw = type.getRawType();
    if (raw.isRecord()) return true;
    int parts = type.getTypeArguments().size();
    if (Tuple.class.isAssignableFrom(raw)) return parts > 1 && parts <= 5;
    if (raw == Map.class) return type.getTypeArgument(0).isOfType(String.class);
    return raw == Seq.class || raw == IndexedSeq.class || raw == Array.class;
  }

  private static boolean holdsTensors(TypeUsage type) {
    return inside(List.of(type)).contains(Tensor.class);
  }

  private static boolean holdsItself(Class<?> record) {
    return inside(components(record)).contains(record);
  }

  /// The classes of these types, of their arguments, and of the components of records among them.
  private static Set<Class<?>> inside(List<TypeUsage> types) {
    var found = new LinkedHashSet<Class<?>>();
    var ahead = new ArrayDeque<>(types);
    while (!ahead.isEmpty()) {
      var type = ahead.pop();
      ahead.addAll(type.getTypeArguments());
      var raw = type.getRawType();
      if (found.add(raw) && raw.isRecord()) ahead.addAll(components(raw));
    }
    return found;
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
    var raw = type.getRawType();
    if (raw.isRecord()) {
      if (holdsItself(raw)) {
        throw new IllegalArgumentException(
            raw.getName() + " holds itself, so that there is no end to it; draw it with @Provide");
      }
      return made(components(raw), subtypes, parts -> record(raw, parts));
    }
    if (Tuple.class.isAssignableFrom(raw)) {
      return type.findAnnotation(Broadcasting.class)
          .<Set<Arbitrary<?>>>map(of -> Set.of(broadcasting(of.value(), type)))
          .orElseGet(() -> made(type.getTypeArguments(), subtypes, StructureProvider::tuple));
    }
    boolean isMap = raw == Map.class;
    return subtypes.apply(type.getTypeArgument(isMap ? 1 : 0)).stream()
        .map(part -> isMap ? map(part) : seq(part))
        .collect(Collectors.toSet());
  }

  private static Arbitrary<?> broadcasting(TensorOf of, TypeUsage type) {
    return TensorProvider.tensors(of)
        .broadcasting(TensorProvider.shapes(of), type.getTypeArguments().size())
        .map(parts -> tuple(parts.asJava()));
  }

  private static Arbitrary<?> seq(Arbitrary<?> part) {
    return part.list().ofMinSize(1).ofMaxSize(LONGEST).map(Array::ofAll);
  }

  private static Arbitrary<?> map(Arbitrary<?> value) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), value)
        .ofMinSize(1)
        .ofMaxSize(LONGEST)
        .map(HashMap::ofAll);
  }

  private static Set<Arbitrary<?>> made(
      List<TypeUsage> types, SubtypeProvider subtypes, Function<List<?>, Object> make) {
    return subtypes
        .resolveAndCombine(types.toArray(TypeUsage[]::new))
        .map(parts ->
            Combinators.combine(parts.stream().map(Arbitrary::asGeneric).toList()).as(make::apply))
        .collect(Collectors.toSet());
  }

  private static Object tuple(List<?> parts) {
    return switch (parts.size()) {
      case 2 -> Tuple.of(parts.get(0), parts.get(1));
      case 3 -> Tuple.of(parts.get(0), parts.get(1), parts.get(2));
      case 4 -> Tuple.of(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
      case 5 -> Tuple.of(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
      default -> throw new IllegalArgumentException("a tuple of " + parts.size());
    };
  }

  private static Object record(Class<?> type, List<?> parts) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + type.getName(), e);
    }
  }

  /// The types of a record's components, with what is annotated there.
  private static List<TypeUsage> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(StructureProvider::component).toList();
  }

  private static TypeUsage component(RecordComponent component) {
    var type = TypeUsage.forType(component.getGenericType());
    for (var annotation : component.getAnnotations()) type = type.withAnnotation(annotation);
    return type;
  }
}
