package dev.cotangent;

import dev.cotangent.op.ActivationOps;
import dev.cotangent.op.ArithmeticOps;
import dev.cotangent.op.ComparisonOps;
import dev.cotangent.op.ExponentialOps;
import dev.cotangent.op.IndexOps;
import dev.cotangent.op.LayoutOps;
import dev.cotangent.op.NetworkOps;
import dev.cotangent.op.OrderOps;
import dev.cotangent.op.ProductOps;
import dev.cotangent.op.ReductionOps;
import dev.cotangent.op.ScanOps;
import dev.cotangent.op.SpecialOps;
import dev.cotangent.op.TrigonometricOps;

/// The operations, self-typed: [Tensor] is `Ops<Tensor>`, and a type that wraps tensors has all of
/// them by saying how a function of tensors is applied to it. No list of operations is written
/// twice.
///
/// @param <S> the type itself
public interface Ops<S extends Ops<S>>
    extends ArithmeticOps<S>,
        ExponentialOps<S>,
        TrigonometricOps<S>,
        SpecialOps<S>,
        ActivationOps<S>,
        ComparisonOps<S>,
        ReductionOps<S>,
        ScanOps<S>,
        OrderOps<S>,
        ProductOps<S>,
        LayoutOps<S>,
        IndexOps<S>,
        NetworkOps<S> {}
