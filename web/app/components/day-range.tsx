/** First and last day of what a list shows, as the fields `from` and `to` of its filters. */
export function DayRange({ from, to, className }: { from?: string; to?: string; className: string }) {
  return (
    <>
      <label>
        <span className="sr-only">From day</span>
        <input type="date" name="from" defaultValue={from} max={to} className={className} />
      </label>
      <span aria-hidden className="text-muted">
        –
      </span>
      <label>
        <span className="sr-only">To day</span>
        <input type="date" name="to" defaultValue={to} min={from} className={className} />
      </label>
    </>
  );
}
