/** Stands in the window until it is known what can be tried. */
export function LookingForChoices() {
  return (
    <p role="status" className="py-8 text-center text-[13px] text-muted">
      Looking what can be tried…
    </p>
  );
}
