package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import dev.cotangent.structure.Found;
import io.vavr.Function1;
import io.vavr.collection.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/// Checks the laws of the function that a method is, instead of calling it once.
final class DifferentiableHook implements AroundTryHook {
  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> arguments) {
    var method = context.targetMethod();
    try {
      laws(method, context.testInstance(), arguments).check(arguments);
      return TryExecutionResult.satisfied();
    } catch (DerivativeLawError e) {
      return TryExecutionResult.falsified(placed(e, method));
    } catch (TestAbortedException e) {
      return TryExecutionResult.invalid(e);
    } catch (AssertionError | RuntimeException e) {
      return TryExecutionResult.falsified(e);
    }
  }

  private static DerivativeLaws<List<Object>> laws(
      Method method, Object instance, List<Object> arguments) {
    if (method.getReturnType() != Tensor.class) {
      throw new IllegalArgumentException(
          "@Differentiable: "
              + method.getName()
              + " returns "
              + method.getReturnType().getSimpleName()
              + "; the function that is tested must return a Tensor");
    }
    var asked = AnnotationSupport.findAnnotation(method, Differentiable.class).orElseThrow();
    Function1<List<Object>, Tensor> f = list -> call(method, instance, list);
    var laws =
        DerivativeLaws.of(Found.<List<Object>>in(arguments), f)
            .shownBy(list -> named(method, list));
    if (asked.only().length > 0) laws = laws.only(asked.only());
    laws = laws.without(asked.without());
    if (asked.tolerance() != 0) laws = laws.withTolerance(asked.tolerance());
    return asked.smooth() ? laws.smooth() : laws;
  }

  /// While shrinking, jqwik takes for the same failure what was thrown at the same place of the
  /// method. The law is the place, so that shrinking does not end at another law.
  private static DerivativeLawError placed(DerivativeLawError error, Method method) {
    var place =
        new StackTraceElement(
            method.getDeclaringClass().getName(), method.getName(), error.law().name(), -1);
    var trace = Array.of(error.getStackTrace()).prepend(place);
    error.setStackTrace(trace.toJavaArray(StackTraceElement[]::new));
    return error;
  }

  private static String named(Method method, List<Object> arguments) {
    return Array.of(method.getParameters())
        .zipWith(arguments, (parameter, value) -> parameter.getName() + " = " + Source.of(value))
        .mkString("\n");
  }

  private static Tensor call(Method method, Object instance, List<Object> arguments) {
    try {
      method.setAccessible(true);
      return (Tensor) method.invoke(instance, arguments.toArray());
    } catch (InvocationTargetException e) {
      throw unchecked(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + method, e);
    }
  }

  /// What the function threw, as it is.
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) throw error;
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }
}
