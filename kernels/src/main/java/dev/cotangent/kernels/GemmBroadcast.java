package dev.cotangent.kernels;

import static dev.cotangent.kernels.GemmCompiler.A;
import static dev.cotangent.kernels.GemmCompiler.ADD;
import static dev.cotangent.kernels.GemmCompiler.AO;
import static dev.cotangent.kernels.GemmCompiler.AS;
import static dev.cotangent.kernels.GemmCompiler.B;
import static dev.cotangent.kernels.GemmCompiler.BO;
import static dev.cotangent.kernels.GemmCompiler.BS;
import static dev.cotangent.kernels.GemmCompiler.C;
import static dev.cotangent.kernels.GemmCompiler.CO;
import static dev.cotangent.kernels.GemmCompiler.CS;
import static dev.cotangent.kernels.GemmCompiler.N;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.Arrays;

/// Emits a tile whose vectors are pieces of the right operand's rows: each is multiplied by single
/// elements of the left one, one after the other, which fill a vector.
final class GemmBroadcast {
  // Of the inner index, in one go: a step of few vectors has many instructions for its own ends. In
  // longer loops vectors were found to become objects.
  private static final int MOST_STEPS = 4;
  private static final int FEW_VECTORS = 2;
  private static final int MOST_PRODUCTS = 32;

  private final GemmTile.Form form;
  private final GemmLanes arithmetic;
  private final TypeKind kind; // of a vector
  private final int lanes;

  GemmBroadcast(GemmTile.Form form, GemmLanes arithmetic) {
    this.form = form;
    this.arithmetic = arithmetic;
    kind = arithmetic.kind();
    lanes = GemmTile.Form.lanes(form.element(), form.bits());
  }

  void tile(CodeBuilder code) {
    var adding = code.newLabel();
    var sums = sums(code);
    chains(code, sums);
    code.iload(ADD).ifne(adding);
    finish(code, sums, false);
    code.labelBinding(adding);
    finish(code, sums, true);
  }

  /// The loops over the inner index, the first of which takes several steps in one go.
  private void chains(CodeBuilder code, int[][] sums) {
    var rows = rowsOfLeft(code);
    int k = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(k);
    int together = together();
    if (together > 1) chains(code, sums, rows, k, together);
    chains(code, sums, rows, k, 1);
  }

  private int together() {
    int steps = form.vectors() <= FEW_VECTORS ? MOST_STEPS : 1;
    while (steps > 1 && !fits(steps)) steps /= 2;
    return steps;
  }

  private boolean fits(int steps) {
    return form.rows() * form.vectors() * steps <= MOST_PRODUCTS
        && (form.rows() + steps) * form.vectors() < GemmTile.Form.registers(form.bits());
  }

  /// Positions of which the step is known are products with it, which the virtual machine can check
  /// before the loop. Others go on from step to step, unless there are several: then the next ones
  /// need not wait for those before.
  private void chains(CodeBuilder code, int[][] sums, int[] rows, int k, int together) {
    boolean packed = form.right() == GemmTile.Right.PACKED;
    int right = code.allocateLocal(TypeKind.INT);
    var left = new int[together];
    Arrays.setAll(left, step -> code.allocateLocal(TypeKind.INT));
    var parts = new int[together][form.vectors()];
    for (var part : parts) Arrays.setAll(part, j -> code.allocateLocal(kind));
    int factor = code.allocateLocal(kind);
    var test = code.newLabel();
    var end = code.newLabel();
    if (together == 1) {
      position(code, right, BO, k, 0, () -> code.iload(BS));
      if (form.byColumns()) position(code, left[0], AO, k, 0, () -> code.iload(AS));
    }
    code.labelBinding(test).iload(k).loadConstant(together - 1).iadd().iload(N).if_icmpge(end);
    for (int step = 0; step < together; step++) {
      if (packed) position(code, right, BO, k, step, () -> code.loadConstant(form.width()));
      else if (together > 1) position(code, right, BO, k, step, () -> code.iload(BS));
      if (together > 1 && form.byColumns()) {
        position(code, left[step], AO, k, step, () -> code.iload(AS));
      }
      for (int j = 0; j < form.vectors(); j++) {
        load(code, B, right, j);
        code.storeLocal(kind, parts[step][j]);
      }
    }
    for (int i = 0; i < form.rows(); i++) {
      for (int step = 0; step < together; step++) {
        int row = i;
        int column = step;
        arithmetic.broadcast(
            code,
            () -> {
              code.aload(A);
              if (form.byColumns()) code.iload(left[column]).loadConstant(row).iadd();
              else code.iload(k).loadConstant(column).iadd().iload(rows[row]).iadd();
            });
        code.storeLocal(kind, factor);
        for (int j = 0; j < form.vectors(); j++) {
          code.loadLocal(kind, factor).loadLocal(kind, parts[step][j]).loadLocal(kind, sums[i][j]);
          arithmetic.multiplyAdd(code);
          code.storeLocal(kind, sums[i][j]);
        }
      }
    }
    if (together == 1) {
      advance(code, right, BS);
      if (form.byColumns()) advance(code, left[0], AS);
    }
    code.iinc(k, together).goto_(test).labelBinding(end);
  }

  /// `local = start + (k + plus) * step`
  private static void position(
      CodeBuilder code, int local, int start, int k, int plus, Runnable step) {
    code.iload(start).iload(k).loadConstant(plus).iadd();
    step.run();
    code.imul().iadd().istore(local);
  }

  private static int copyOf(CodeBuilder code, int of) {
    int local = code.allocateLocal(TypeKind.INT);
    code.iload(of).istore(local);
    return local;
  }

  private static void advance(CodeBuilder code, int local, int by) {
    code.iload(local).iload(by).iadd().istore(local);
  }

  private int[][] sums(CodeBuilder code) {
    var sums = new int[form.rows()][form.vectors()];
    for (var row : sums) {
      for (int j = 0; j < row.length; j++) {
        row[j] = code.allocateLocal(kind);
        arithmetic.zero(code);
        code.storeLocal(kind, row[j]);
      }
    }
    return sums;
  }

  /// Where the rows of the left operand begin; by columns, nobody asks.
  private int[] rowsOfLeft(CodeBuilder code) {
    var rows = new int[form.byColumns() ? 1 : form.rows()];
    rows[0] = copyOf(code, AO);
    for (int i = 1; i < rows.length; i++) {
      rows[i] = code.allocateLocal(TypeKind.INT);
      code.iload(rows[i - 1]).iload(AS).iadd().istore(rows[i]);
    }
    return rows;
  }

  /// All of a row is added up before any of it is stored, as vectors may overlap.
  private void finish(CodeBuilder code, int[][] sums, boolean add) {
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; add && j < sums[i].length; j++) {
        load(code, C, CO, j);
        code.loadLocal(kind, sums[i][j]);
        arithmetic.add(code);
        code.storeLocal(kind, sums[i][j]);
      }
      for (int j = 0; j < sums[i].length; j++) {
        int sum = sums[i][j];
        int at = positionOf(code, CO, j);
        arithmetic.store(code, C, at, plus(j), () -> code.loadLocal(kind, sum));
      }
      if (i + 1 < sums.length) advance(code, CO, CS);
    }
    code.return_();
  }

  /// Vector number `j` of the row that begins at the position in a local.
  private void load(CodeBuilder code, int array, int row, int j) {
    arithmetic.load(code, array, positionOf(code, row, j), plus(j));
  }

  /// A local which, with [#plus], is where vector number `j` of a row lies.
  private int positionOf(CodeBuilder code, int row, int j) {
    if (!endsWithRow(j)) return row;
    int local = code.allocateLocal(TypeKind.INT);
    code.iload(row).iload(CS).iadd().istore(local);
    return local;
  }

  private int plus(int j) {
    return endsWithRow(j) ? -lanes : j * lanes;
  }

  private boolean endsWithRow(int j) {
    return form.right() == GemmTile.Right.WHOLE_ROWS && j == form.vectors() - 1;
  }
}
