// Where a position that lies in a table could go on: behind it. null where it lies in none.
export function behindTable($position) {
  for (let depth = $position.depth; depth > 0; depth--) {
    if ($position.node(depth).type.name === "table") return $position.after(depth);
  }
  return null;
}
