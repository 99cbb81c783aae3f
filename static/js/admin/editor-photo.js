// A photo in the text: stored as a reference to its row, shown with its picture and credit.
const known = new Map();
let wanted = new Map();

// Photos of a text are asked for together: one request for all that appear in one moment.
export function photoDetails(id, address) {
  if (!/^\d+$/.test(id)) return new Promise(() => {}); // a picture that is being uploaded
  if (known.has(id)) return Promise.resolve(known.get(id));
  return new Promise((resolve) => {
    if (!wanted.size) setTimeout(() => ask(address), 0);
    wanted.set(id, [...(wanted.get(id) ?? []), resolve]);
  });
}

export function remember(photo) {
  known.set(String(photo.id), photo);
}

async function ask(address) {
  const asked = wanted;
  wanted = new Map();
  let photos = [];
  try {
    const response = await fetch(`${address}?ids=${[...asked.keys()].join(",")}`);
    if (response.ok) ({ photos } = await response.json());
  } finally {
    for (const photo of photos) known.set(String(photo.id), photo);
    for (const [id, resolves] of asked) for (const resolve of resolves) resolve(known.get(id));
  }
}

function fill(figure, photo, gone) {
  const caption = document.createElement("figcaption");
  const credit = document.createElement("small");
  caption.append(photo ? photo.text : gone, " ", credit);
  credit.textContent = photo?.credit ?? "";
  if (photo?.thumb) figure.append(Object.assign(new Image(), { src: photo.thumb, alt: "" }));
  figure.append(caption);
}

export function photoNode(lib, { photos, gone }) {
  return lib.Node.create({
    name: "photo",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({
      photo: {
        default: null,
        parseHTML: (element) => element.dataset.photo,
        renderHTML: (attributes) => ({ "data-photo": attributes.photo }),
      },
    }),
    parseHTML: () => [{ tag: "figure[data-photo]" }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
    addNodeView: () => ({ node }) => {
      const dom = document.createElement("figure");
      photoDetails(node.attrs.photo, photos).then((photo) => fill(dom, photo, gone));
      return { dom };
    },
    addCommands: () => ({
      insertPhoto: (photo) => ({ commands }) => {
        remember(photo);
        return commands.insertContent([
          { type: "photo", attrs: { photo: String(photo.id) } },
          { type: "paragraph" },
        ]);
      },
    }),
  });
}
