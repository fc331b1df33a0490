/** As many photos as show a finding, or that it was put right. */
export const PHOTOS_PER_FINDING = 4;
