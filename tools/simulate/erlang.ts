/** The mean time that jobs wait where they come and are served at random: M/M/c (Erlang's second formula). */
export function meanWaitS({ perSecond, meanS, slots }: { perSecond: number; meanS: number; slots: number }): number {
  const load = perSecond * meanS;
  let blocked = 1; // Erlang B, by its recurrence
  for (let servers = 1; servers <= slots; servers += 1) blocked = (load * blocked) / (servers + load * blocked);
  const waits = blocked / (1 - (load / slots) * (1 - blocked));
  return (waits * meanS) / (slots - load);
}
