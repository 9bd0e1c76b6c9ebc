package dev.cotangent.docs;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.Losses;
import dev.cotangent.Tensor;
import dev.cotangent.imperative.Adam;
import dev.cotangent.imperative.BackwardOptions;
import dev.cotangent.imperative.Imperative;
import dev.cotangent.imperative.Sgd;
import dev.cotangent.imperative.Variable;
import io.vavr.collection.Array;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/coming-from-pytorch.md: its blocks and the two columns of its table are code that runs here
/// or in the examples, and its output is that of a run.
class ComingFromPytorchTest {
  private static final Path PAGE = Path.of("..", "docs", "coming-from-pytorch.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final Tensor t = Tensor.scalar(2);
  private final Tensor data = Tensor.scalar(3);

  @Test
  void everyParagraphOfCodeStandsInASourceFile() throws IOException {
    assertEquals(2, Snippets.standInSources(PAGE));
  }

  @Test
  void everyCellOfTheTableStandsInASourceFile() throws IOException {
    var rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|"))
            .toList();
    assertTrue(rows.size() > 15, rows.size() + " rows");
    for (var row : rows) {
      assertEquals(4, row.length, row[1]);
      for (int column = 2; column <= 3; column++) {
        var found = CODE.matcher(row[column]);
        while (found.find()) Snippets.stands(PAGE, found.group(1));
      }
    }
  }

  @Test
  void theOutputIsThatOfARun() throws IOException, ReflectiveOperationException {
    var shown = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);
    var found = shown.matcher(Files.readString(PAGE));
    assertTrue(found.find());
    assertEquals(found.group(1), GuideTest.printedBy("PytorchExamples"));
  }

  @Test
  void backward() {
    var x = Variable.parameter(t);
    var y = x.pow(3);
    y.backward();
    assertEquals(Tensor.scalar(12), x.grad());
    x.zeroGrad();
    assertNull(x.grad());

    var f = Autodiff.grad((Tensor u) -> u.pow(3));
    assertEquals(12, f.apply(t).item());
    var both = Autodiff.valueAndGrad((Tensor u) -> u.pow(3)).apply(t);
    assertEquals(8, both.value().item());
  }

  @Test
  void cotangents() {
    var x = Variable.parameter(Tensor.of(1, 2));
    var v = Tensor.of(1, 10);
    var y = x.square();
    y.backward(v);
    assertEquals(Tensor.of(2, 40), x.grad());

    var recording = Autodiff.vjp(Tensor::square, Tensor.of(1, 2));
    assertEquals(Tensor.of(2, 40), recording.pullback().apply(v));
    assertEquals(Tensor.of(2, 40), recording.pullback().apply(v));
  }

  @Test
  void retained() {
    var x = Variable.parameter(t);
    var y = x.square();
    y.backward(BackwardOptions.of().withRetainGraph(true));
    y.backward();
    assertEquals(Tensor.scalar(8), x.grad());
  }

  @Test
  void higherOrders() {
    var x = Variable.parameter(t);
    var y = x.pow(3);
    var create = BackwardOptions.of().withCreateGraph(true);
    var g = requireNonNull(Imperative.grad(Array.of(y), Array.of(x), create).head());
    g.backward();
    assertEquals(Tensor.scalar(12), x.grad());

    var second = Autodiff.grad(Autodiff.grad((Tensor u) -> u.pow(3)));
    assertEquals(12, second.apply(t).item());
  }

  @Test
  void constants() {
    var x = Variable.parameter(t);
    var c = Variable.constant(data);
    assertFalse(c.requiresGrad());
    assertFalse(x.detach().requiresGrad());
    assertFalse(Imperative.noGrad(() -> x.times(c)).requiresGrad());
    assertFalse(Imperative.inferenceMode(() -> x.times(c)).requiresGrad());
    assertEquals(4, x.item() * 2);

    var closedOver = Autodiff.grad((Tensor u) -> u.times(data));
    assertEquals(3, closedOver.apply(t).item());
    var stopped = Autodiff.grad((Tensor u) -> u.times(u.stopGradient()));
    assertEquals(2, stopped.apply(t).item());
  }

  @Test
  void inPlace() {
    var x = Variable.parameter(t);
    assertThrows(IllegalStateException.class, () -> x.set(data));
    Imperative.noGrad(() -> x.set(x.value().minus(0.5)));
    assertEquals(1.5, x.item());

    var next = t.minus(0.5);
    assertEquals(1.5, next.item());
  }

  @Test
  void results() {
    var x = Variable.parameter(t);
    var h = x.times(3);
    h.retainGrad();
    List<Tensor> seen = new ArrayList<>();
    h.registerHook(ct -> {
      seen.add(ct);
      return ct;
    });
    h.square().backward();
    assertEquals(Tensor.scalar(12), h.grad());
    assertEquals(1, seen.size());
    assertEquals("times -> AccumulateGrad", String.valueOf(h.gradFn()));

    var gradientOfTheRest = Autodiff.grad(Tensor::square).apply(t.times(3));
    assertEquals(12, gradientOfTheRest.item());
    var tape = Autodiff.vjp((Tensor u) -> u.times(3), t).tape();
    assertEquals(2, tape.nodes().size());
  }

  @Test
  void losses() {
    var pred = Variable.parameter(Tensor.of(3));
    var target = Variable.constant(Tensor.of(1));
    var loss = pred.lift(target, Losses::mse);
    loss.backward();
    assertEquals(Tensor.of(4), pred.grad());

    var lossGradient = Autodiff.grad((Tensor p) -> Losses.mse(p, Tensor.of(1)));
    assertEquals(Tensor.of(4), lossGradient.apply(Tensor.of(3)));
  }

  @Test
  void theClassicLoop() {
    var x = Variable.constant(Tensor.of(0, 1, 2, 3));
    var y = Variable.constant(Tensor.of(1, 3, 5, 7));
    var w = Variable.parameter(Tensor.scalar(0));
    var b = Variable.parameter(Tensor.scalar(0));
    var optimizer = Sgd.of(0.05).withMomentum(0.9).over(Array.of(w, b));
    for (int epoch = 0; epoch < 400; epoch++) {
      optimizer.zeroGrad();
      var loss = x.times(w).plus(b).lift(y, Losses::mse);
      loss.backward();
      optimizer.step();
    }
    assertEquals(2, w.item(), 1e-6);
    assertEquals(1, b.item(), 1e-6);
    var adam = Adam.of(1e-3).over(Array.of(w, b));
    adam.step();
    assertTrue(Math.abs(w.item() - 2) < 1e-2);
  }
}
