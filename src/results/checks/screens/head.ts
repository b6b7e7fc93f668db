import type { ComponentType, ReactNode } from "react";

/** The head of the page: inside the frame the kit's own, before the sign-in a plain one. */
export interface HeadProps {
  title: string;
  lead?: ReactNode;
  tags?: ReactNode;
  acts?: ReactNode;
}

export type Head = ComponentType<HeadProps>;
