import type { Context, Reaction } from "./context.ts";

/**
 * 消息: how a module lets modules above it act on what happened, in the same transaction and call stack, in floor order.
 * Not a queue: a reaction that refuses, refuses the whole command.
 */
export interface News<T> {
  name: string;
  /** Never set; carries the type. */
  readonly told?: T;
}

export const news = <T>(name: string): News<T> => ({ name });

export function when<T>(what: News<T>, react: (ctx: Context, told: T) => Promise<unknown>): Reaction {
  return { name: what.name, react: react as Reaction["react"] };
}

/** Tells the news and returns what each reaction answered. */
export async function tell<T>(ctx: Context, what: News<T>, told: T): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const reaction of ctx.reactions)
    if (reaction.name === what.name) answers.push(await reaction.react(ctx, told as never));
  return answers;
}
