/** The condition that keeps people to their own things. Undefined stands for an operator, who sees all. */
export const ownedBy = (ownerId: string | undefined) => (ownerId === undefined ? {} : { userId: ownerId });

/** Conditions that were asked for: TypeORM refuses undefined ones. */
export function given<Conditions extends object>(conditions: Conditions) {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Conditions]: Exclude<Conditions[Name], undefined>;
  };
}
