package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Makes hidden classes that are a [GemmTile].
///
/// A tile is one loop with every vector in a local of its own.
final class GemmCompiler {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_boolean);
  private static final String TILE = "tile";

  // Of the inner index, in one go: a step by itself has many instructions for its own ends. In
  // longer loops vectors were found to become objects.
  private static final int MOST_STEPS = 4;
  private static final int MOST_PRODUCTS = 32;

  // Slots of its parameters, which are those of the interface but for the strips.
  static final int N = 0;
  static final int A = 1;
  static final int AO = 2;
  static final int AS = 3;
  static final int B = 4;
  static final int BO = 5;
  static final int BS = 6;
  static final int C = 7;
  static final int CO = 8;
  static final int CS = 9;
  private static final int ADD = 10;

  private final GemmTile.Form form;
  private final GemmLanes arithmetic;
  private final TypeKind kind; // of a vector
  private final int lanes;

  private GemmCompiler(GemmTile.Form form) {
    this.form = form;
    arithmetic = new GemmLanes(form.element(), form.bits());
    kind = arithmetic.kind();
    lanes = GemmTile.Form.lanes(form.element(), form.bits());
  }

  /// Compiled to bytecode, that is: the virtual machine has yet to do its part.
  static GemmTile tile(GemmTile.Form form) {
    var compiler = new GemmCompiler(form);
    return GemmClass.make(GemmTile.class, compiler::members);
  }

  private void members(ClassDesc self, ClassBuilder builder) {
    builder
        .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> run(self, code))
        .withMethodBody(TILE, tileType(), ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, this::tile);
  }

  private MethodTypeDesc tileType() {
    var array = arithmetic.array();
    return MethodTypeDesc.of(
        CD_void,
        CD_int,
        array,
        CD_int,
        CD_int,
        array,
        CD_int,
        CD_int,
        array,
        CD_int,
        CD_int,
        CD_boolean);
  }

  /// The loop over the strips. A method of its own: one loop in another takes the virtual machine
  /// thrice as long to compile.
  private void run(ClassDesc self, CodeBuilder code) {
    int strip = code.allocateLocal(TypeKind.INT);
    int a = code.parameterSlot(AO + 1);
    int c = code.parameterSlot(CO + 1);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(strip);
    code.labelBinding(test).iload(strip).iload(code.parameterSlot(1)).if_icmpge(end);
    code.iload(code.parameterSlot(0));
    for (int parameter = 2; parameter < RUN.parameterCount(); parameter++) {
      int slot = code.parameterSlot(parameter);
      if (RUN.parameterType(parameter).isPrimitive()) code.iload(slot);
      else code.aload(slot).checkcast(arithmetic.array());
    }
    code.invokestatic(self, TILE, tileType());
    code.iload(a).loadConstant(form.rows());
    if (!form.byColumns()) code.iload(code.parameterSlot(AS + 1)).imul();
    code.iadd().istore(a);
    code.iload(c).loadConstant(form.rows()).iload(code.parameterSlot(CS + 1)).imul().iadd();
    code.istore(c).iinc(strip, 1).goto_(test).labelBinding(end).return_();
  }

  private void tile(CodeBuilder code) {
    if (form.right() == GemmTile.Right.TRANSPOSED) {
      new GemmTransposed(form, arithmetic).tile(code);
      return;
    }
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
    int steps = MOST_STEPS;
    while (steps > 1 && !fits(steps)) steps /= 2;
    return steps;
  }

  private boolean fits(int steps) {
    return form.rows() * form.vectors() * steps <= MOST_PRODUCTS
        && (form.rows() + steps) * form.vectors() < GemmTile.Form.registers(form.bits());
  }

  private void chains(CodeBuilder code, int[][] sums, int[] rows, int k, int together) {
    int right = code.allocateLocal(TypeKind.INT);
    var parts = new int[together][form.vectors()];
    for (var part : parts) Arrays.setAll(part, j -> code.allocateLocal(kind));
    int factor = code.allocateLocal(kind);
    var test = code.newLabel();
    var end = code.newLabel();
    code.labelBinding(test).iload(k).loadConstant(together - 1).iadd().iload(N).if_icmpge(end);
    for (int step = 0; step < together; step++) {
      // A product, not a sum that goes on: the next step need not wait for it.
      code.iload(BO).iload(k).loadConstant(step).iadd();
      if (form.right() == GemmTile.Right.PACKED) code.loadConstant(form.width());
      else code.iload(BS);
      code.imul().iadd().istore(right);
      for (int j = 0; j < form.vectors(); j++) {
        load(code, B, right, j);
        code.storeLocal(kind, parts[step][j]);
      }
    }
    for (int i = 0; i < form.rows(); i++) {
      for (int step = 0; step < together; step++) {
        broadcast(code, rows, i, k, step);
        code.storeLocal(kind, factor);
        for (int j = 0; j < form.vectors(); j++) {
          code.loadLocal(kind, factor).loadLocal(kind, parts[step][j]).loadLocal(kind, sums[i][j]);
          arithmetic.multiplyAdd(code);
          code.storeLocal(kind, sums[i][j]);
        }
      }
    }
    code.iinc(k, together).goto_(test).labelBinding(end);
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

  /// Where the rows of the left operand begin; by columns, one local for all of them.
  private int[] rowsOfLeft(CodeBuilder code) {
    var rows = new int[form.byColumns() ? 1 : form.rows()];
    rows[0] = copyOf(code, AO);
    for (int i = 1; i < rows.length; i++) {
      rows[i] = code.allocateLocal(TypeKind.INT);
      code.iload(rows[i - 1]).iload(AS).iadd().istore(rows[i]);
    }
    return rows;
  }

  private void broadcast(CodeBuilder code, int[] rows, int i, int k, int step) {
    arithmetic.broadcast(
        code,
        () -> {
          code.aload(A).iload(k).loadConstant(step).iadd();
          if (form.byColumns()) code.iload(AS).imul().iload(rows[0]).iadd().loadConstant(i).iadd();
          else code.iload(rows[i]).iadd();
        });
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
