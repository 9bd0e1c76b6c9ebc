package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The fast forms of a reduction by one kernel, and how they are warmed: a [LaneFold] and a
/// [LaneRows] of vector code, which must become faster than the scalar form, and a [LaneTree] for
/// each length of short rows.
final class LaneForm {
  /// Elements reduced in the slow form after which a fast one is worth its compilation.
  private static final long WORTH = 1 << 24;

  /// Elements after which a tree is worth its class.
  private static final long WORTH_A_TREE = 1 << 14;

  private static final long TURN = 1_000_000_000L;
  private static final int DEPTH = 64; // of the made-up array
  private static final int CALLS = 16; // that are timed together
  private static final int VICTORIES = 4; // in a row, lest it be chance

  private final String name;
  private final Expr combine;
  private final Kernel scalar;
  private final Element element;
  private final WarmUp warmUp = new WarmUp(WORTH, this::warmFold);
  private final WarmUp rowsWarmUp = new WarmUp(WORTH, this::warmRows);
  private final AtomicReferenceArray<@Nullable Tree> trees =
      new AtomicReferenceArray<>(LaneTree.LONGEST + 1);
  private @Nullable LaneFold foldCandidate; // while it is warmed
  private @Nullable LaneRows rowsCandidate;
  private volatile @Nullable LaneFold fold;
  private volatile @Nullable LaneRows rows;

  LaneForm(String name, Expr combine, Kernel scalar, Element element) {
    this.name = name;
    this.combine = combine;
    this.scalar = scalar;
    this.element = element;
  }

  /// The compiled fold, or null if the scalar form must do it.
  ///
  /// @param work the number of elements that are about to be reduced
  @Nullable LaneFold fold(long work) {
    var known = fold;
    if (known == null) warmUp.ready(work);
    return known;
  }

  /// The compiled reduction of rows, or null if it is not ready.
  ///
  /// @param work the number of elements that are about to be reduced
  @Nullable LaneRows rows(long work) {
    var known = rows;
    if (known == null) rowsWarmUp.ready(work);
    return known;
  }

  /// The compiled tree over rows of `length` elements, or null if it is not ready.
  ///
  /// @param work the number of elements that are about to be reduced
  @Nullable LaneTree tree(int length, long work) {
    var tree = trees.get(length);
    if (tree == null) {
      trees.compareAndSet(length, null, new Tree(length));
      return tree(length, work);
    }
    return tree.of(work);
  }

  private boolean warmFold() {
    var fresh = foldCandidate;
    if (fresh == null) {
      fresh = LaneFoldCompiler.compile(name, combine, VectorSupport.bits());
      if (fresh == null) return true;
      foldCandidate = fresh;
    }
    int width = 2 * Reduction.LANES - 1; // to be seen: a block, single vectors, single lanes
    var source = MadeUp.array(element, DEPTH * width, 1, false);
    var lanes = element.newArray(width);
    var racing = fresh;
    boolean won =
        wins(
            () -> racing.fold(width, DEPTH, lanes, 0, lanes, 0, source, 0, width),
            () -> block(racing, lanes, source));
    if (!won) return false;
    fold = fresh;
    foldCandidate = null;
    return true;
  }

  private boolean warmRows() {
    var fresh = rowsCandidate;
    if (fresh == null) {
      fresh = LaneRowsCompiler.compile(name, combine, VectorSupport.bits());
      if (fresh == null) return true;
      rowsCandidate = fresh;
    }
    int length = 2 * Reduction.LANES - 1; // to be seen: a block, and a rest under every mask
    int size = DEPTH * Reduction.LANES;
    var source = MadeUp.array(element, DEPTH * length, 1, false);
    var lanes = element.newArray(LaneRows.GROUP * Reduction.LANES);
    var sums = element.newArray(DEPTH);
    var racing = fresh;
    boolean won =
        wins(
            () -> racing.reduce(DEPTH, length, source, 0, length, source, lanes, sums, 0),
            () -> racing.reduce(1, size, source, 0, size, source, lanes, sums, 0));
    if (!won) return false;
    rows = fresh;
    rowsCandidate = null;
    return true;
  }

  private void block(LaneFold fold, Object lanes, Object source) {
    fold.fold(Reduction.LANES, DEPTH, lanes, 0, lanes, 0, source, 0, Reduction.LANES);
  }

  /// Lets a fast form race against the scalar one.
  ///
  /// @param all shows it all that it will see
  /// @param block reduces [#DEPTH] times as many elements as there are lanes
  private boolean wins(Runnable all, Runnable block) {
    var usual = LaneFold.scalar(scalar);
    var source = MadeUp.array(element, DEPTH * Reduction.LANES, 1, false);
    var lanes = element.newArray(Reduction.LANES);
    long start = System.nanoTime();
    long best = Long.MAX_VALUE; // of the scalar form
    int victories = 0;
    while (victories < VICTORIES && System.nanoTime() - start < TURN) {
      all.run();
      long before = System.nanoTime();
      time(block);
      long between = System.nanoTime();
      time(() -> block(usual, lanes, source));
      best = Math.min(best, System.nanoTime() - between);
      victories = between - before < best ? victories + 1 : 0;
      if (victories == 0) LockSupport.parkNanos(1_000_000); // the compiler needs the processor
    }
    return victories == VICTORIES;
  }

  private static void time(Runnable block) {
    for (int call = 0; call < CALLS; call++) block.run();
  }

  /// The tree for one length. It is scalar code, which the virtual machine warms by itself.
  private final class Tree {
    private final int length;
    private long done; // racy on purpose: a lost count only delays
    private volatile @Nullable LaneTree compiled;

    Tree(int length) {
      this.length = length;
    }

    @Nullable LaneTree of(long work) {
      var known = compiled;
      if (known != null) return known;
      done += work;
      return done < WORTH_A_TREE ? null : compile();
    }

    private synchronized @Nullable LaneTree compile() {
      if (compiled == null) compiled = LaneTreeCompiler.compile(name, combine, length);
      return compiled;
    }
  }
}
