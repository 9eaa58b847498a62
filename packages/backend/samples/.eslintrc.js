// What is below stands for repositories of other people: it follows their rules.
module.exports = { root: true, ignorePatterns: ['repositories/**'] };
