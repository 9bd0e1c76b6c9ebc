package dev.cotangent.jqwik;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs a property that must fail, as a build would.
final class Runs {
  private Runs() {}

  static Throwable failure(Class<?> type, String method) {
    var found =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> m.getName().equals(method) && !m.isSynthetic())
            .findFirst();
    return failure(type, found.orElseThrow(() -> new AssertionError("no " + method)));
  }

  /// What the property threw in the end.
  static Throwable failure(Class<?> type, Method method) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(type, method))
            .filters(EngineFilter.includeEngines("jqwik"))
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .build();
    var result = new AtomicReference<TestExecutionResult>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult finished) {
                if (test.isTest()) result.set(finished);
              }
            });
    var finished = result.get();
    if (finished == null) throw new AssertionError(method + " was not run");
    return finished
        .getThrowable()
        .orElseThrow(() -> new AssertionError(method.getName() + " did not fail"));
  }
}
