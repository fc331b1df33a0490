import type { Id, Instant } from './id.ts';
import type { Assignment, Post } from './role.ts';

/** The buildings that a post is in; none for a class, the campus or oneself. */
export function buildingsOfPost(post: Post): readonly Id[] {
  if (post.kind === 'building') return [post.id];
  if (post.kind === 'door') return post.buildingIds;
  if (post.kind === 'unit') return [post.buildingId];
  return [];
}

/** Whether the assignment covers a moment: the right is judged at the time the fact happened. */
export function isValidAt(assignment: Pick<Assignment, 'from' | 'to'>, at: Instant): boolean {
  return assignment.from <= at && (assignment.to === null || at < assignment.to);
}
