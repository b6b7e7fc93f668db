import { Link } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";
import { type Search, usePlace } from "./usePlace.ts";

interface PlaceLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** Under agency and year: `companies/${id}`. */
  to: string;
  search?: Search;
}

/** A link to another page of the same agency and year; the page is fetched when the pointer comes near. */
export function PlaceLink({ to, search = {}, ...rest }: PlaceLinkProps) {
  const { address } = usePlace();
  return <Link {...(rest as object)} to={address(to)} search={search as never} preload="intent" />;
}
