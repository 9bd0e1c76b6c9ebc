package dev.cotangent.structure;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.structure.Containers.Composite;
import dev.cotangent.structure.Containers.Part;
import io.vavr.Function2;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.collection.Array;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The structure of a value at hand, read off the value: for results whose type nobody declared.
public final class Found {
  private static final Found WITH_REST = new Found(Containers.WHOLE);
  private static final Found OR_REFUSED = new Found(Containers.PASSENGER);

  /// A value is taken as what it is, and refused if that is not understood.
  static final Structure<Object> EACH_OR_REFUSED = OR_REFUSED.each;

  /// The structure of a value that is made of no parts.
  private final Structure<?> rest;

  private Found(Structure<?> rest) {
    this.rest = rest;
  }

  /// Tensors, tuples, records, data classes, sequences, lists and maps take part, to any depth; the
  /// rest rides along.
  public static <A> Structure<A> in(@Nullable A value) {
    return WITH_REST.of(value);
  }

  @SuppressWarnings("unchecked") // the structure was read off the value
  <A> Structure<A> of(@Nullable A value) {
    return (Structure<A>) structure(value);
  }

  private Structure<?> structure(@Nullable Object value) {
    return switch (value) {
      case Tensor _ -> Structure.tensor();
      case Tuple2<?, ?> t -> Structure.pair(of(t._1), of(t._2));
      case Tuple3<?, ?, ?> t -> Structure.tuple(of(t._1), of(t._2), of(t._3));
      case Tuple4<?, ?, ?, ?> t -> Structure.tuple(of(t._1), of(t._2), of(t._3), of(t._4));
      case Tuple5<?, ?, ?, ?, ?> t ->
          Structure.tuple(of(t._1), of(t._2), of(t._3), of(t._4), of(t._5));
      case Seq<?> _ -> seq;
      case List<?> _ -> list;
      case Map<?, ?> m when m.keySet().forAll(String.class::isInstance) -> map;
      case java.util.Map<?, ?> m when m.keySet().stream().allMatch(String.class::isInstance) ->
          javaMap;
      case null -> rest;
      default -> {
        var product = Records.found(value, this);
        yield product == null ? rest : product;
      }
    };
  }

  /// The parts of a container may differ: each brings the structure that is found in it.
  private final Structure<Object> each =
      new Composite<>(p -> Array.of(new Part<>(of(p), p)), (_, parts) -> parts.head());

  /// Rebuilt as the class that it was, which is the type that the program may know it by: of the
  /// classes of Java, those that can be made empty.
  private final Structure<Seq<Object>> seq =
      as(Structure.seq(each), (like, parts) -> like.zipWith(parts, (_, part) -> part));

  private final Structure<List<Object>> list =
      as(
          Structure.list(each),
          (like, parts) -> {
            var again = empty(like);
            if (again == null) return parts;
            again.addAll(parts);
            return again;
          });

  private final Structure<Map<String, Object>> map =
      as(Structure.map(each), (like, parts) -> parts.foldLeft(like, Map::put));

  private final Structure<java.util.Map<String, Object>> javaMap =
      as(
          Containers.javaMap(each, java.util.Map::get),
          (like, parts) -> {
            var again =
                like instanceof TreeMap<String, Object> sorted
                    ? new TreeMap<String, Object>(sorted.comparator())
                    : empty(like);
            if (again == null) return parts;
            like.keySet().forEach(name -> again.put(name, parts.get(name)));
            return again;
          });

  /// Another of the same class, if everybody can make one; otherwise nobody knows the class by
  /// name.
  @SuppressWarnings("unchecked") // the class of the value
  private static <C> @Nullable C empty(C like) {
    try {
      return (C) like.getClass().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static <P> Structure<P> as(Structure<P> parts, Function2<P, P, P> build) {
    return new Structure<>() {
      @Override
      public Seq<Tensor> leaves(P p) {
        return parts.leaves(p);
      }

      @Override
      public P rebuild(P like, Seq<Tensor> leaves) {
        return leaves.isEmpty() ? like : build.apply(like, parts.rebuild(like, leaves));
      }
    };
  }
}
