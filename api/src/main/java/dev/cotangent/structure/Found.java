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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The structure of a value at hand, read off the value: for results whose type nobody declared.
public final class Found {
  private Found() {}

  /// Tensors, tuples, records, data classes, sequences, lists and maps take part, to any depth; the
  /// rest rides along.
  @SuppressWarnings("unchecked") // the structure was read off the value
  public static <A> Structure<A> in(@Nullable A value) {
    return (Structure<A>) structure(value);
  }

  private static Structure<?> structure(@Nullable Object value) {
    return switch (value) {
      case Tensor _ -> Structure.tensor();
      case Tuple2<?, ?> t -> Structure.pair(in(t._1), in(t._2));
      case Tuple3<?, ?, ?> t -> Structure.tuple(in(t._1), in(t._2), in(t._3));
      case Tuple4<?, ?, ?, ?> t -> Structure.tuple(in(t._1), in(t._2), in(t._3), in(t._4));
      case Tuple5<?, ?, ?, ?, ?> t ->
          Structure.tuple(in(t._1), in(t._2), in(t._3), in(t._4), in(t._5));
      case Seq<?> _ -> SEQ;
      case List<?> _ -> LIST;
      case Map<?, ?> m when m.keySet().forAll(String.class::isInstance) -> MAP;
      case java.util.Map<?, ?> m when m.keySet().stream().allMatch(String.class::isInstance) ->
          JAVA_MAP;
      case null -> Structure.unmapped();
      default -> {
        var product = Records.found(value);
        yield product == null ? Structure.unmapped() : product;
      }
    };
  }

  /// The parts of a container may differ: each brings the structure that is found in it.
  static final Structure<Object> EACH =
      new Composite<>(p -> Array.of(new Part<>(in(p), p)), (_, parts) -> parts.head());

  /// Rebuilt as the class that it was, which is the type that the program may know it by.
  private static final Structure<Seq<Object>> SEQ =
      as(Structure.seq(EACH), (like, parts) -> like.zipWith(parts, (_, part) -> part));

  private static final Structure<List<Object>> LIST =
      as(
          Structure.list(EACH),
          (like, parts) -> like instanceof ArrayList ? new ArrayList<>(parts) : parts);

  private static final Structure<Map<String, Object>> MAP =
      as(Structure.map(EACH), (like, parts) -> parts.foldLeft(like, Map::put));

  private static final Structure<java.util.Map<String, Object>> JAVA_MAP =
      as(
          Structure.javaMap(EACH),
          (like, parts) ->
              switch (like) {
                case TreeMap<String, Object> sorted -> replaced(new TreeMap<>(sorted), parts);
                case LinkedHashMap<String, Object> _ -> replaced(new LinkedHashMap<>(like), parts);
                case HashMap<String, Object> _ -> replaced(new HashMap<>(like), parts);
                default -> parts;
              });

  private static <M extends java.util.Map<String, Object>> M replaced(
      M copy, java.util.Map<String, Object> parts) {
    copy.putAll(parts);
    return copy;
  }

  private static <P> Structure<P> as(Structure<P> parts, Function2<P, P, P> build) {
    return new Structure<>() {
      @Override
      public Seq<Tensor> leaves(P p) {
        return parts.leaves(p);
      }

      @Override
      public P rebuild(P like, Seq<Tensor> leaves) {
        return build.apply(like, parts.rebuild(like, leaves));
      }
    };
  }
}
