package dev.cotangent.kernels;

import static dev.cotangent.kernels.GemmCompiler.A;
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
import java.lang.constant.ClassDesc;

/// Emits a tile of [GemmTile.Right#TRANSPOSED]: as many columns as a vector has lanes, for as many
/// steps at a time. A square of the right operand is loaded by its columns, along which it lies,
/// and transposed in registers: in stage `h` (1, 2, 4, ...), vectors `h` apart exchange the lanes
/// in which their numbers differ from the lane's in that bit.
final class GemmTransposed {
  private static final int STAGES = 4; // for the 16 floats of the widest vectors

  // For every stage what the first vector of a pair becomes, then the second: as indices into both,
  // in the element type, as the instruction wants it. Read by the code that is emitted.
  static final float[][] FLOATS = new float[STAGES + 1][];
  static final double[][] DOUBLES = new double[STAGES + 1][];

  static {
    for (int stages = 1; stages <= STAGES; stages++) {
      var indices = indices(stages);
      DOUBLES[stages] = indices;
      FLOATS[stages] = new float[indices.length];
      for (int k = 0; k < indices.length; k++) FLOATS[stages][k] = (float) indices[k];
    }
  }

  private final GemmTile.Form form;
  private final GemmLanes arithmetic;
  private final TypeKind kind; // of a vector
  private final int lanes;
  private final int stages;

  GemmTransposed(GemmTile.Form form, GemmLanes arithmetic) {
    this.form = form;
    this.arithmetic = arithmetic;
    kind = arithmetic.kind();
    lanes = form.width();
    stages = Integer.numberOfTrailingZeros(lanes);
  }

  private static double[] indices(int stages) {
    int lanes = 1 << stages;
    var indices = new double[2 * stages * lanes];
    for (int stage = 0; stage < stages; stage++) {
      int h = 1 << stage;
      for (int lane = 0; lane < lanes; lane++) {
        boolean upper = (lane & h) != 0;
        indices[2 * stage * lanes + lane] = upper ? lanes + lane - h : lane;
        indices[(2 * stage + 1) * lanes + lane] = upper ? lanes + lane : lane + h;
      }
    }
    return indices;
  }

  void tile(CodeBuilder code) {
    var selections = selections(code);
    var rows = positions(code, form.rows(), AO, AS);
    var columns = positions(code, lanes, BO, BS);
    var targets = positions(code, form.rows(), CO, CS);
    var chains = locals(code, form.rows());
    for (int i = 0; i < chains.length; i++) {
      arithmetic.load(code, C, targets[i], 0);
      code.storeLocal(kind, chains[i]);
    }
    int k = code.allocateLocal(TypeKind.INT);
    int at = code.allocateLocal(TypeKind.INT);
    var square = locals(code, lanes);
    var spare = locals(code, 2);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(k);
    code.labelBinding(test).iload(k).iload(N).if_icmpge(end);
    for (int j = 0; j < lanes; j++) {
      code.iload(columns[j]).iload(k).iadd().istore(at);
      arithmetic.load(code, B, at, 0);
      code.storeLocal(kind, square[j]);
    }
    transpose(code, square, selections, spare);
    if (form.rows() == 0) store(code, square, k, at);
    for (int step = 0; step < lanes; step++) {
      for (int i = 0; i < chains.length; i++) fma(code, rows[i], k, step, square, chains[i]);
    }
    code.iinc(k, lanes).goto_(test).labelBinding(end);
    for (int i = 0; i < chains.length; i++) {
      int chain = chains[i];
      arithmetic.store(code, C, targets[i], 0, () -> code.loadLocal(kind, chain));
    }
    code.return_();
  }

  private void store(CodeBuilder code, int[] square, int k, int at) {
    code.iload(CO).iload(k).iload(CS).imul().iadd().istore(at);
    for (int step = 0; step < lanes; step++) {
      int row = square[step];
      arithmetic.store(code, C, at, 0, () -> code.loadLocal(kind, row));
      code.iload(at).iload(CS).iadd().istore(at);
    }
  }

  private int[] locals(CodeBuilder code, int number) {
    var locals = new int[number];
    for (int i = 0; i < number; i++) locals[i] = code.allocateLocal(kind);
    return locals;
  }

  private int[] selections(CodeBuilder code) {
    int array = code.allocateLocal(TypeKind.REFERENCE);
    int zero = code.allocateLocal(TypeKind.INT);
    var self = ClassDesc.of(GemmTransposed.class.getName());
    var name = form.element() == Element.F32 ? "FLOATS" : "DOUBLES";
    code.getstatic(self, name, arithmetic.array().arrayType()).loadConstant(stages).aaload();
    code.astore(array).iconst_0().istore(zero);
    var selections = locals(code, 2 * stages);
    for (int k = 0; k < selections.length; k++) {
      arithmetic.load(code, array, zero, k * lanes);
      code.storeLocal(kind, selections[k]);
    }
    return selections;
  }

  private static int[] positions(CodeBuilder code, int number, int first, int step) {
    var positions = new int[number];
    for (int i = 0; i < number; i++) {
      positions[i] = code.allocateLocal(TypeKind.INT);
      if (i == 0) code.iload(first);
      else code.iload(positions[i - 1]).iload(step).iadd();
      code.istore(positions[i]);
    }
    return positions;
  }

  private void transpose(CodeBuilder code, int[] square, int[] selections, int[] spare) {
    for (int stage = 0; stage < stages; stage++) {
      int h = 1 << stage;
      for (int j = 0; j < lanes; j++) {
        if ((j & h) != 0) continue;
        for (int side = 0; side < 2; side++) {
          code.loadLocal(kind, selections[2 * stage + side]);
          code.loadLocal(kind, square[j]).loadLocal(kind, square[j + h]);
          arithmetic.select(code);
          code.storeLocal(kind, spare[side]);
        }
        code.loadLocal(kind, spare[0]).storeLocal(kind, square[j]);
        code.loadLocal(kind, spare[1]).storeLocal(kind, square[j + h]);
      }
    }
  }

  private void fma(CodeBuilder code, int row, int k, int step, int[] square, int chain) {
    arithmetic.broadcast(
        code, () -> code.aload(A).iload(row).iload(k).iadd().loadConstant(step).iadd());
    code.loadLocal(kind, square[step]).loadLocal(kind, chain);
    arithmetic.multiplyAdd(code);
    code.storeLocal(kind, chain);
  }
}
