package dev.cotangent.trace;

import dev.cotangent.Explanation;
import dev.cotangent.Explanation.Finding;
import dev.cotangent.Explanation.Kind;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.tape.Arrival;
import dev.cotangent.tape.Edge;
import dev.cotangent.tape.Node;
import dev.cotangent.tape.Step;
import dev.cotangent.tape.Tape;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/// Looks at every cotangent that an operation makes, and remembers which line of the program called
/// the operation. Only for explanations: a trace without a watch pays nothing.
public final class Watch {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /// What may stand between the user and an operation; Kotlin's functions are an artifact apart.
  private static final Seq<String> BETWEEN =
      Array.of("io.vavr.", "java.", "kotlin.", "dev.cotangent.kotlin.");

  private final Map<Node<Tensor>, String> sources =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Kind, Found> first = new EnumMap<>(Kind.class);

  private Watch() {}

  private record Found(
      @Nullable Node<Tensor> node,
      String operation,
      Seq<Tensor> operands,
      Seq<Tensor> arrived,
      int operand,
      Tensor sent) {}

  /// The gradient of a scalar function, and what happened on the way to it.
  public static Explanation explain(String who, Function1<Tensor, Tensor> f, Tensor x) {
    var watch = new Watch();
    var recording = Differentiation.vjp(new Reverse(who, watch), Structure.tensor(), f, x);
    var both = Differentiation.gradient(who, recording);
    if (!has(both.gradient(), Kind.ZERO)) watch.first.remove(Kind.ZERO);
    var findings =
        Array.ofAll(watch.first.entrySet())
            .map(entry -> watch.finding(entry.getKey(), entry.getValue(), recording.tape()));
    var tape = recording.tape();
    return new Explanation(both.value(), both.gradient(), findings, !tape.nodes().isEmpty());
  }

  /// A node whose step is looked at.
  Node<Tensor> node(Step<Tensor> step, Tensor[] operands, Edge<Tensor>[] edges) {
    var watched = new Watched(step, operands);
    var node = Node.of(watched, edges);
    watched.node = node;
    sources.put(node, source());
    return node;
  }

  /// Adding up what arrives can make an infinity or a NaN of its own.
  Tensor plus(Tensor before, Tensor part) {
    var sum = before.plus(part);
    var parts = Array.of(before, part);
    for (var kind : List.of(Kind.NAN, Kind.INFINITE)) {
      if (has(sum, kind) && parts.forAll(ct -> !has(ct, kind))) {
        first.putIfAbsent(kind, new Found(null, "the sum of two cotangents", parts, parts, 0, sum));
      }
    }
    return sum;
  }

  private final class Watched implements Step<Tensor> {
    private final Step<Tensor> step;
    private final Tensor[] operands;
    private @Nullable Node<Tensor> node; // set once, before anybody can pull

    Watched(Step<Tensor> step, Tensor[] operands) {
      this.step = step;
      this.operands = operands;
    }

    @Override
    public String op() {
      return step.op();
    }

    @Override
    public String shape() {
      return step.shape();
    }

    @Override
    public int results() {
      return step.results();
    }

    @Override
    public boolean savesValues() {
      return step.savesValues();
    }

    @Override
    public boolean saves(int parent) {
      return step.saves(parent);
    }

    @Override
    public void pull(Arrival<Tensor> arrival) {
      var arrived = new ArrayList<Tensor>();
      for (int k = 0; k < results(); k++) {
        var ct = arrival.cotangent(k);
        if (ct != null) arrived.add(ct);
      }
      step.pull(
          new Arrival<>() {
            @Override
            public Tensor cotangent() {
              return arrival.cotangent();
            }

            @Override
            public @Nullable Tensor cotangent(int result) {
              return arrival.cotangent(result);
            }

            @Override
            public void send(int parent, Tensor part) {
              look(Array.ofAll(arrived), parent, part);
              arrival.send(parent, part);
            }
          });
    }

    private void look(Seq<Tensor> arrived, int parent, Tensor part) {
      for (var kind : Kind.values()) {
        if (first.containsKey(kind) || !has(part, kind)) continue;
        if (arrived.exists(ct -> has(ct, kind))) continue;
        first.put(kind, new Found(node, op(), Array.of(operands), arrived, parent, part));
      }
    }
  }

  private static boolean has(Tensor x, Kind kind) {
    DoublePredicate is =
        switch (kind) {
          case NAN -> Double::isNaN;
          case INFINITE -> Double::isInfinite;
          case ZERO -> value -> value == 0;
        };
    return Arrays.stream(x.toDoubleArray()).anyMatch(is);
  }

  private Finding finding(Kind kind, Found found, Tape<Tensor> tape) {
    var path = found.node == null ? Array.<Node<Tensor>>empty() : path(found.node, tape);
    return new Finding(
        kind,
        found.operation,
        found.node == null ? "" : source(found.node),
        found.operands,
        found.arrived,
        found.operand,
        found.sent,
        path.map(node -> (node + " " + source(node)).strip()));
  }

  private String source(Node<Tensor> node) {
    return sources.getOrDefault(node, "");
  }

  /// From the output to the node: up from it, each time to the first that depends on it.
  private static Seq<Node<Tensor>> path(Node<Tensor> node, Tape<Tensor> tape) {
    var next = new IdentityHashMap<Node<Tensor>, Node<Tensor>>();
    for (var child : tape.nodes()) {
      for (var parent : child.parents()) next.putIfAbsent(parent, child);
    }
    var path = new ArrayList<Node<Tensor>>();
    for (@Nullable Node<Tensor> at = node; at != null; at = next.get(at)) path.add(at);
    return Array.ofAll(path).reverse();
  }

  /// The line that called the library.
  private static String source() {
    return STACK.walk(
        frames -> frames.filter(Watch::isOfTheUser).findFirst().map(Watch::line).orElse(""));
  }

  private static boolean isOfTheUser(StackFrame frame) {
    var caller = frame.getDeclaringClass();
    return caller.getProtectionDomain() != Watch.class.getProtectionDomain()
        && !BETWEEN.exists(caller.getName()::startsWith);
  }

  private static String line(StackFrame frame) {
    return frame.getFileName() + ":" + frame.getLineNumber();
  }
}
