// Views that outlive the elements Streamlit mounts them in: one per key, so that places, pins and zoom survive
// reruns and page switches. Those used longest ago go first.

const MOST = 12;

export class Views {
  constructor(make) {
    this.make = make;
    this.kept = new Map();
  }

  // The component function Streamlit calls: shows the view of `data.key` inside `parentElement`.
  mount({ data, parentElement, setTriggerValue }) {
    const view = this.kept.get(data.key) ?? this.make(data.key);
    this.kept.delete(data.key);
    this.kept.set(data.key, view);
    this.forget();
    view.send = (event) => setTriggerValue("event", event);
    if (view.root.parentElement !== parentElement) parentElement.append(view.root);
    view.update(data, parentElement);
    return () => {
      if (view.root.parentElement === parentElement) view.root.remove();
    };
  }

  forget() {
    for (const [key, view] of this.kept) {
      if (this.kept.size <= MOST) return;
      if (view.root.isConnected) continue;
      view.destroy();
      this.kept.delete(key);
    }
  }
}
