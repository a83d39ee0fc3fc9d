// The door to JupyterLab 4 and Notebook 7: a module-federation container written by hand, so that
// nobody needs Node to install or change the course. JupyterLab calls init() with its shared modules
// and get() for the plugin.
(() => {
  const NAME = "whose-crisis";
  const MIME = "application/vnd.whose-crisis.exercise+json";
  // Lower ranks win; the widget renderer has -10, and the same output carries a widget for others.
  const RANK = -20;
  const HERE = document.currentScript.src;
  // JupyterLab has browsers keep the files of an extension for a year, since it expects a new name
  // for every version; ours keep their names, so the browser is made to ask for each of them again.
  const FILES = [
    "cards.js", "choices.js", "desk.js", "dom.js", "exercise.css", "grids.js", "literal.js", "matching.js", "matrix.js",
    "mount.js", "ordering.js", "reading.js", "recorder.js", "spans.js", "views.js", "writing.js",
  ];
  let shared = {};

  function renew(file) {
    // Without an answer the kept file is better than none.
    return fetch(new URL(file, HERE), { cache: "no-cache" }).then((reply) => reply.arrayBuffer()).catch(() => null);
  }

  async function load(name) {
    const versions = Object.values(shared[name] ?? {});
    // The application's own copy: tokens of another copy would not be recognised.
    const own = versions.find((version) => version.loaded) ?? versions[0];
    if (!own) throw new Error(`${NAME}: JupyterLab does not share ${name}`);
    return (await own.get())();
  }

  async function plugin() {
    await Promise.all(FILES.map(renew));
    const [{ INotebookTracker }, { IRenderMimeRegistry }, { Widget }, { CellRecorder }, { mount }] =
      await Promise.all([
        load("@jupyterlab/notebook"),
        load("@jupyterlab/rendermime"),
        load("@lumino/widgets"),
        import(new URL("./recorder.js", HERE)),
        import(new URL("./mount.js", HERE)),
      ]);

    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("./exercise.css", HERE).href;
    document.head.append(style);

    return {
      id: `${NAME}:exercises`,
      autoStart: true,
      requires: [INotebookTracker, IRenderMimeRegistry],
      activate(app, tracker, rendermime) {
        class ExerciseOutput extends Widget {
          async renderModel(model) {
            this.data = model.data[MIME];
            if (this.isAttached) this.draw();
          }

          // The answer stands in the cell, and the cell is found by where this output hangs.
          onAfterAttach() {
            if (this.data && !this.mounted) this.draw();
          }

          draw() {
            this.mounted?.dispose();
            this.node.replaceChildren();
            const recorder = new CellRecorder(app, tracker, this.node, this.data);
            this.mounted = mount(this.node, this.data.exercise, recorder);
          }

          dispose() {
            this.mounted?.dispose();
            super.dispose();
          }
        }
        rendermime.addFactory(
          { safe: true, mimeTypes: [MIME], createRenderer: () => new ExerciseOutput() },
          RANK,
        );
      },
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB[NAME] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const found = await plugin();
      return () => ({ __esModule: true, default: found });
    },
  };
})();
