package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Functions run on any thread, pullbacks are shared, and long chains need no stack.
class ThreadsTest {
  private static final Tensor X = Tensor.linspace(0.1, 2, 60).reshape(3, 20);

  private static Tensor model(Tensor x) {
    var y = x.matmul(x.transpose()).sin().times(x.slice(1, 0, 3, 1));
    return y.exp().sum(0).logsumexp().plus(x.prod(1).sum());
  }

  @Test
  void gradInsideParallelStreams() {
    // sum over k of d/dy (y^3 x k) at y = 2 is 12 x (0 + ... + 7); its derivative in x is 336
    Function1<Tensor, Tensor> f =
        x ->
            IntStream.range(0, 8)
                .parallel()
                .mapToObj(k -> Modes.values()[k % 2].at(y -> y.pow(3).times(x).times(k), 2))
                .reduce(Tensor.scalar(0), Tensor::plus);
    for (int k = 0; k < 50; k++) {
      assertEquals(336, Autodiff.grad(f).apply(Tensor.scalar(5)).item());
      assertEquals(336, Modes.FORWARD.derivative(f).apply(Tensor.scalar(5)).item());
    }
  }

  @Test
  void gradInVirtualThreads() throws Exception {
    var expected = Autodiff.grad(ThreadsTest::model).apply(X);
    for (var result : together(16, () -> Autodiff.grad(ThreadsTest::model).apply(X))) {
      assertEquals(expected, result);
    }
  }

  @Test
  void aFunctionMayHandItsWorkToVirtualThreads() {
    Function1<Tensor, Tensor> f =
        x -> {
          try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var square = threads.submit(x::square);
            var slope = threads.submit(() -> Autodiff.grad(y -> y.pow(3)).apply(x));
            return square.get().plus(slope.get()); // 4 x^2
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    assertEquals(24, Autodiff.grad(f).apply(Tensor.scalar(3)).item(), 1e-12);
    assertEquals(8, Autodiff.grad(Autodiff.grad(f)).apply(Tensor.scalar(3)).item(), 1e-12);
  }

  @Test
  void onePullbackServesEightThreads() throws Exception {
    var recording = Autodiff.vjp(x -> x.matmul(x.transpose()).exp().sin(), X);
    var ct = Tensor.linspace(-1, 1, 9).reshape(3, 3);
    var expected = recording.pullback().apply(ct);
    for (var result : together(8, () -> recording.pullback().apply(ct))) {
      assertEquals(expected, result);
    }
  }

  /// The model as a checkpoint, mapped over a batch, by a gradient of a gradient: all that a
  /// transformation keeps is its own.
  private static Tensor nested(Tensor x) {
    var model = Autodiff.checkpoint(ThreadsTest::model);
    Function1<Tensor, Tensor> slope =
        y -> Autodiff.vmap((Tensor s) -> model.apply(y.times(s))).apply(Tensor.of(0.5, 1)).sum();
    return Autodiff.hvp(slope).apply(x, x);
  }

  @Test
  void aThousandGradientsAtOnceAreTheSameBits() {
    var gradient = Autodiff.grad(ThreadsTest::model);
    var expected = gradient.apply(X);
    var expectedNested = nested(X);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all =
          IntStream.range(0, 1000)
              .mapToObj(k ->
                  CompletableFuture.supplyAsync(
                          () -> k % 10 == 0 ? nested(X) : gradient.apply(X), threads)
                      .thenAccept(
                          got -> assertEquals(k % 10 == 0 ? expectedNested : expected, got)))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(all).orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void vmapWhoseFunctionWorksInParallel() {
    Function1<Tensor, Tensor> f =
        x ->
            IntStream.range(0, 8)
                .parallel()
                .mapToObj(k -> x.pow(k).times(Tensor.scalar(k)))
                .reduce(Tensor.scalar(0), Tensor::plus);
    var points = Tensor.linspace(0, 1, 9);
    for (int k = 0; k < 20; k++) {
      assertEquals(f.apply(points), Autodiff.vmap(f).apply(points));
    }
  }

  /// The same task on so many virtual threads at once.
  private static List<Tensor> together(int count, Callable<Tensor> task) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Tensor>> futures = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        futures.add(
            threads.submit(() -> {
              start.await();
              return task.call();
            }));
      }
      start.countDown();
      List<Tensor> results = new ArrayList<>();
      for (var future : futures) results.add(future.get());
      return results;
    }
  }

  @Test
  void theSameGradientTwice() {
    var gradient = Autodiff.grad(ThreadsTest::model);
    assertEquals(gradient.apply(X), gradient.apply(X));
    var recording = Autodiff.vjp(ThreadsTest::model, X);
    var ct = Tensor.scalar(1);
    assertEquals(recording.pullback().apply(ct), recording.pullback().apply(ct));
    assertEquals(gradient.apply(X), recording.pullback().apply(ct));
  }

  private static final int STEPS = 100_000;

  private static Tensor recurrence(Tensor x) {
    var y = x;
    for (int k = 0; k < STEPS / 2; k++) y = y.times(0.99999).plus(0.001);
    return y;
  }

  @Test
  void aLongRecurrenceDoesNotOverflowTheStack() {
    double slope = 1;
    for (int k = 0; k < STEPS / 2; k++) slope *= 0.99999;
    assertEquals(slope, Autodiff.grad(ThreadsTest::recurrence).apply(Tensor.scalar(2)).item());
    assertEquals(
        slope, Modes.FORWARD.derivative(ThreadsTest::recurrence).apply(Tensor.scalar(2)).item());
    var vector = Autodiff.grad(x -> recurrence(x).sum()).apply(Tensor.of(1, 2, 3));
    assertEquals(Tensor.of(slope, slope, slope), vector);
  }

  @Test
  void aLongNonlinearRecurrenceTwice() {
    // y <- y + h y^2: value, first and second derivative by the chain rule, step by step
    double h = 1e-6;
    double y = 0.5;
    double first = 1;
    double second = 0;
    for (int k = 0; k < 20_000; k++) {
      second = second * (1 + 2 * h * y) + 2 * h * first * first;
      first *= 1 + 2 * h * y;
      y += h * y * y;
    }
    Function1<Tensor, Tensor> f =
        x -> {
          var z = x;
          for (int k = 0; k < 20_000; k++) z = z.plus(z.square().times(h));
          return z;
        };
    var x = Tensor.scalar(0.5);
    assertEquals(first, Autodiff.grad(f).apply(x).item(), 1e-12 * first);
    assertEquals(second, Autodiff.grad(Autodiff.grad(f)).apply(x).item(), 1e-9 * Math.abs(second));
    assertEquals(
        second,
        Modes.FORWARD.derivative(Autodiff.grad(f)).apply(x).item(),
        1e-9 * Math.abs(second));
  }
}
