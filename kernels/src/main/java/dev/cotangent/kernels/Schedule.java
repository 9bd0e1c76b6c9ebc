package dev.cotangent.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The computation of a [Graph] as kernels that are called one after the other on a strip of
/// elements, with buffers between them that are small enough for the first-level cache; then on the
/// next strip. So memory is read and written once, whatever the number of functions.
final class Schedule {
  /// Elements of a strip: long enough to pay for the calls, short enough for a few buffers to stay
  /// in the first-level cache.
  static final int STRIP = 2048;

  /// A kernel's call: operands and result are numbered as in the graph.
  record Call(Definition function, int[] args, int node) {}

  private final Graph graph;
  private final List<Call> calls;
  private final Kernel[] kernels;
  private final int[] places; // of each node: a buffer, or ~k for output number k
  private final List<Element> buffers = new ArrayList<>();

  Schedule(Graph graph, List<Call> calls) {
    this.graph = graph;
    this.calls = calls;
    kernels = new Kernel[calls.size()];
    for (int k = 0; k < kernels.length; k++) {
      var call = calls.get(k);
      kernels[k] = call.function.kernel(graph.operands(call.args));
    }
    places = places();
  }

  /// Every function by itself.
  static Schedule plain(Graph graph) {
    var calls = new ArrayList<Call>();
    for (int node = 0; node < graph.size(); node++) {
      calls.add(new Call(graph.function(node), graph.args(node), node));
    }
    return new Schedule(graph, calls);
  }

  /// A buffer is free again after the last call that reads it, and may then be written by that very
  /// call.
  private int[] places() {
    var lastUse = new int[graph.size()];
    for (int k = 0; k < calls.size(); k++) {
      for (int arg : calls.get(k).args) if (arg >= 0) lastUse[arg] = k;
    }
    var places = new int[graph.size()];
    for (int k = 0; k < graph.outputs().length; k++) places[graph.outputs()[k]] = ~k;
    var free = new ArrayList<Integer>();
    for (int k = 0; k < calls.size(); k++) {
      var call = calls.get(k);
      int[] args = Arrays.stream(call.args).distinct().toArray();
      for (int arg : args) if (isDone(arg, k, lastUse, places)) free.add(places[arg]);
      if (!graph.isOutput(call.node)) {
        places[call.node] = buffer(free, graph.element(call.node));
      }
    }
    return places;
  }

  private static boolean isDone(int arg, int call, int[] lastUse, int[] places) {
    return arg >= 0 && places[arg] >= 0 && lastUse[arg] == call;
  }

  private int buffer(List<Integer> free, Element element) {
    for (var place : free) {
      if (buffers.get(place) == element) {
        free.remove(place);
        return place;
      }
    }
    buffers.add(element);
    return buffers.size() - 1;
  }

  /// Whether every kernel has found its fastest form for these operands.
  ///
  /// @param loops over the leaves and outputs
  /// @param size the number of elements
  boolean isSettled(Loops loops, long size) {
    boolean settled = true;
    for (int k = 0; k < kernels.length; k++) {
      settled &= VectorKernel.isSettled(kernels[k], size, strides(calls.get(k).args, loops));
    }
    return settled;
  }

  private int[] strides(int[] args, Loops loops) {
    var strides = new int[args.length];
    for (int k = 0; k < strides.length; k++) strides[k] = stride(args[k], loops);
    return strides;
  }

  private int stride(int arg, Loops loops) {
    if (arg < 0) return loops.stride(~arg);
    return places[arg] < 0 ? loops.stride(graph.leafCount() + ~places[arg]) : 1;
  }

  /// Computes everything.
  ///
  /// @param loops over the leaves and, after them, the outputs
  /// @param arrays theirs
  void run(Loops loops, Object[] arrays) {
    double nanos = 0;
    for (var kernel : kernels) nanos += VectorKernel.nanos(kernel);
    loops.inParts(nanos, part -> run(loops, arrays, part));
  }

  private void run(Loops loops, Object[] arrays, Loops.Part part) {
    var scratch = new Object[buffers.size()];
    boolean whole = scratch.length == 0 && calls.size() == 1;
    int strip = whole ? loops.length() : Math.min(STRIP, loops.length());
    for (int k = 0; k < scratch.length; k++) scratch[k] = Scratch.of(buffers.get(k)).take(strip);
    var bound = new Bound[calls.size()];
    for (int k = 0; k < bound.length; k++) bound[k] = new Bound(k, loops, arrays, scratch);
    part.forEach((at, length) -> {
      for (int done = 0; done < length; done += strip) {
        int n = Math.min(strip, length - done);
        for (var call : bound) call.run(n, at, done);
      }
    });
    for (int k = 0; k < scratch.length; k++) Scratch.of(buffers.get(k)).give(scratch[k]);
  }

  /// A call with its arrays.
  private final class Bound {
    private final Kernel kernel;
    private final Object[] in;
    private final int[] strides;
    private final int[] offsets;
    private final int[] operands; // of each argument: its number in the loops, or -1 for a buffer
    private final Object out;
    private final int outStride;
    private final int outOperand;

    Bound(int number, Loops loops, Object[] arrays, Object[] scratch) {
      var call = calls.get(number);
      kernel = kernels[number];
      strides = strides(call.args, loops);
      offsets = new int[strides.length];
      operands = new int[strides.length];
      in = new Object[strides.length];
      for (int k = 0; k < in.length; k++) {
        operands[k] = operand(call.args[k]);
        in[k] = operands[k] < 0 ? scratch[places[call.args[k]]] : arrays[operands[k]];
      }
      outStride = stride(call.node, loops);
      outOperand = operand(call.node);
      out = outOperand < 0 ? scratch[places[call.node]] : arrays[outOperand];
    }

    private int operand(int arg) {
      if (arg < 0) return ~arg;
      return places[arg] < 0 ? graph.leafCount() + ~places[arg] : -1;
    }

    void run(int n, int[] at, int done) {
      for (int k = 0; k < offsets.length; k++) {
        offsets[k] = operands[k] < 0 ? 0 : at[operands[k]] + done * strides[k];
      }
      int outOffset = outOperand < 0 ? 0 : at[outOperand] + done * outStride;
      kernel.map(n, out, outOffset, outStride, in, offsets, strides);
    }
  }
}
