package dev.cotangent.interop

import dev.cotangent.Autodiff
import dev.cotangent.Tensor
import dev.cotangent.jqwik.DerivativeLaws
import dev.cotangent.jqwik.Differentiable
import dev.cotangent.jqwik.Matrices
import dev.cotangent.jqwik.TensorOf
import dev.cotangent.jqwik.Tensors
import net.jqwik.api.Arbitrary
import net.jqwik.api.ForAll
import net.jqwik.api.Property
import net.jqwik.api.Provide
import net.jqwik.kotlin.api.combine

/** The Kotlin example of the page on testing derivatives; a test of the docs compares the two. */
class TestingDerivativesTest {
    fun softplus(x: Tensor): Tensor =
        Autodiff.customVjp(
            { at -> at.relu() + (-at.abs()).exp().log1p() },
            { at, _ -> { ct: Tensor -> ct * at.sigmoid() } },
        ).apply(x)

    @Differentiable
    fun softplusIsRight(@ForAll @TensorOf(maxRank = 2, min = -50.0, max = 50.0) x: Tensor): Tensor =
        softplus(x)

    @Differentiable
    fun mahalanobis(@ForAll("problems") problem: Problem): Tensor =
        (problem.x * problem.metric.matmul(problem.x)).sum()

    @JvmRecord
    data class Problem(val metric: Tensor, val x: Tensor)

    @Provide
    fun problems(): Arbitrary<Problem> =
        Matrices.positiveDefinite(3, 100.0).flatMap { metric ->
            Tensors.any().ofShape(metric.shape().dim(0)).map { x -> Problem(metric, x) }
        }

    @Property(tries = 50)
    fun sums(@ForAll("pairs") pair: Pair<Tensor, Tensor>) {
        DerivativeLaws.of { x: Tensor -> (x * pair.second).sin() }.check(pair.first)
    }

    @Provide
    fun pairs(): Arbitrary<Pair<Tensor, Tensor>> =
        combine(Tensors.any().ofShape(2, 2), Tensors.any().ofShape(2)) { a, b -> Pair(a, b) }
}
