export const addItemsCommand = (): void => {};
