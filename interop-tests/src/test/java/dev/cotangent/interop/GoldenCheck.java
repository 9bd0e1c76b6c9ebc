package dev.cotangent.interop;

import static dev.cotangent.interop.Derivatives.pullback;
import static dev.cotangent.interop.Derivatives.pushforward;

import dev.cotangent.Autodiff;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The examination of one golden case: what the library computes and where that is not what was
/// expected.
final class GoldenCheck {
  private final Golden golden;
  private final Seq<Tensor> xs;
  private final List<Tensor> computed = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();

  private GoldenCheck(Golden golden) {
    this.golden = golden;
    this.xs = Array.ofAll(golden.inputs()).filter(Golden.Input::diff).map(Golden.Input::tensor);
  }

  /// What is wrong with a case; nothing if it passes. It runs twice, and the bits must agree.
  static List<String> differences(Golden golden) {
    var first = new GoldenCheck(golden);
    var second = new GoldenCheck(golden);
    first.examine();
    second.examine();
    if (!first.computed.equals(second.computed)) first.differences.add("a second run differs");
    return first.differences;
  }

  private void examine() {
    switch (golden.kind()) {
      case "vjp" -> vjp();
      case "hessian" -> hessian();
      case "derivs" -> derivs();
      case "jacobian" -> jacobian();
      case "error" -> error();
      default -> throw new IllegalStateException(golden.kind());
    }
  }

  private List<Tensor> apply(Seq<Tensor> differentiated) {
    var next = differentiated.iterator();
    var operands = new ArrayList<Tensor>();
    for (var input : golden.inputs()) operands.add(input.diff() ? next.next() : input.tensor());
    if (golden.program() == null) {
      return GoldenOps.apply(golden.op(), operands, Attrs.of(golden.attrs()));
    }
    var names = new HashMap<String, Tensor>();
    for (int i = 0; i < operands.size(); i++) {
      names.put(golden.inputs().get(i).name(), operands.get(i));
    }
    return List.of(GoldenPrograms.run(golden.program(), names));
  }

  private Function1<Seq<Tensor>, Tensor> output(int k) {
    return ys -> apply(ys).get(k);
  }

  private void vjp() {
    outputs();
    var cts = golden.cotangents().stream().map(Golden.Value::tensor).toList();
    grads("grads by vjp", () -> summed(k -> pullback(output(k), xs, cts.get(k))));
    if (golden.jvp() == null) return;
    Seq<Tensor> ts = Array.ofAll(golden.differentiated(golden.tangents()));
    close(
        "jvp",
        () -> Array.range(0, cts.size()).map(k -> pushforward(output(k), xs, ts)).asJava(),
        golden.jvp().stream().map(Golden.Value::tensor).toList());
    if (golden.gradsTangent() != null)
      second(cts, ts, golden.differentiated(golden.gradsTangent()));
  }

  private void second(List<Tensor> cts, Seq<Tensor> ts, List<Tensor> want) {
    close(
        "second derivative, forward over reverse",
        () -> summed(k -> Derivatives.forwardOverReverse(output(k), xs, cts.get(k), ts)),
        want);
    close(
        "second derivative, reverse over reverse",
        () -> summed(k -> Derivatives.reverseOverReverse(output(k), xs, cts.get(k), ts)),
        want);
    close(
        "second derivative, reverse over forward",
        () -> summed(k -> Derivatives.reverseOverForward(output(k), xs, cts.get(k), ts)),
        want);
  }

  /// What belongs to the outputs one by one, added up over them.
  private List<Tensor> summed(IntFunction<Seq<Tensor>> perOutput) {
    return Array.range(0, golden.outputs().size())
        .map(perOutput::apply)
        .reduce((a, b) -> a.zipWith(b, Tensor::plus))
        .asJava();
  }

  private void hessian() {
    outputs();
    grads("grads", () -> Autodiff.grad(Structure.seq(), output(0)).apply(xs).asJava());
    var blocks = golden.hessian().stream().flatMap(List::stream).map(Golden.Value::tensor).toList();
    close("hessian, forward over reverse", () -> Derivatives.hessian(output(0), xs, true), blocks);
    close("hessian, reverse over reverse", () -> Derivatives.hessian(output(0), xs, false), blocks);
    Seq<Tensor> ts = Array.ofAll(golden.differentiated(golden.tangents()));
    second(List.of(Tensor.scalar(1)), ts, golden.differentiated(golden.hvp()));
  }

  private void derivs() {
    var want = Arrays.stream(golden.derivs()).mapToObj(Tensor::scalar).toList();
    close("derivatives by reverse mode", () -> derivatives(_ -> false), want);
    close("derivatives by forward mode", () -> derivatives(_ -> true), want);
    close("derivatives by both modes in turn", () -> derivatives(k -> k % 2 == 0), want);
  }

  private List<Tensor> derivatives(IntFunction<Boolean> forward) {
    var values = new ArrayList<Tensor>();
    Function1<Tensor, Tensor> f = x -> apply(Array.of(x)).getFirst();
    for (int order = 0; order < golden.derivs().length; order++) {
      values.add(f.apply(xs.head()));
      f = Derivatives.derivative(f, forward.apply(order));
    }
    return values;
  }

  private void jacobian() {
    outputs();
    var want = golden.differentiated(golden.jacobian());
    close("jacobian by rows", () -> Derivatives.jacobianByRows(output(0), xs), want);
    close("jacobian by columns", () -> Derivatives.jacobianByColumns(output(0), xs), want);
  }

  private void error() {
    try {
      var y = apply(xs).getFirst();
      pullback(output(0), xs, y.onesLike());
      differences.add("nothing thrown, value " + y + ", although: " + golden.reason());
    } catch (RuntimeException e) {
      boolean expected =
          e instanceof IllegalArgumentException || e.getClass() == IndexOutOfBoundsException.class;
      if (!expected || e.getMessage() == null || e.getMessage().isBlank()) {
        differences.add("thrown: " + thrown(e) + ", although: " + golden.reason());
      }
    }
  }

  /// The outputs, and that being differentiated changes no bit of them.
  private void outputs() {
    var want = golden.outputs().stream().map(Golden.Value::tensor).toList();
    compare("outputs", () -> apply(xs), List.of(want), golden.outputRelative());
    unchanged("value under vjp", k -> Autodiff.vjp(Structure.seq(), output(k), xs).value());
    var ts = xs.map(Tensor::onesLike);
    unchanged("value under jvp", k -> Autodiff.jvp(Structure.seq(), output(k), xs, ts).value());
  }

  private void unchanged(String what, IntFunction<Tensor> perOutput) {
    try {
      var plain = apply(xs);
      var followed = Array.range(0, plain.size()).map(perOutput::apply).asJava();
      if (!followed.equals(plain)) {
        differences.add(what + Tolerance.describe(followed, List.of(plain)));
      }
    } catch (RuntimeException | StackOverflowError e) {
      differences.add(what + ": thrown " + thrown(e));
    }
  }

  private void grads(String what, Supplier<List<Tensor>> got) {
    var accepted = Stream.of(golden.grads());
    if (golden.altGrads() != null) accepted = Stream.concat(accepted, golden.altGrads().stream());
    compare(what, got, accepted.map(golden::differentiated).toList(), false);
  }

  private void close(String what, Supplier<List<Tensor>> got, List<Tensor> want) {
    compare(what, got, List.of(want), false);
  }

  private void compare(
      String what, Supplier<List<Tensor>> call, List<List<Tensor>> accepted, boolean relative) {
    try {
      var got = call.get();
      computed.addAll(got);
      var tolerance = new Tolerance(golden.tolerance(), relative);
      if (accepted.stream().noneMatch(want -> tolerance.close(got, want))) {
        differences.add(what + Tolerance.describe(got, accepted));
      }
    } catch (RuntimeException | StackOverflowError e) {
      differences.add(what + ": thrown " + thrown(e));
    }
  }

  private static String thrown(Throwable e) {
    return e
        + Stream.of(e.getStackTrace()).limit(6).map(f -> "\n      at " + f).toList().toString();
  }
}
